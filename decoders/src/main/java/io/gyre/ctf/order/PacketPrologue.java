package io.gyre.ctf.order;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.interpret.Interpreter;
import io.gyre.ctf.interpret.RoleSink;
import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.ScopeLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.SilentVisitor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be done with a packet's header and context before its events can be read: set the clock, fill the slots. */
final class PacketPrologue {
    private final StreamLayout layout;
    private final boolean fillsSlots;
    private final int beginBits;

    PacketPrologue(StreamLayout layout) {
        this.layout = layout;
        this.fillsSlots = Stream.concat(instructions(layout.packetHeader()), instructions(layout.packetContext()))
                .anyMatch(i -> i instanceof Instruction.Save);
        this.beginBits = instructions(layout.packetContext())
                .mapToInt(i -> i instanceof Instruction.TakeRole take && take.role() == Role.DEFAULT_CLOCK_TIMESTAMP
                        ? take.bits()
                        : 0)
                .max().orElse(0);
    }

    /** {@return whether packets say when they begin in so many bits that the time cannot have wrapped} */
    boolean tellsWholeTime() {
        return beginBits == Long.SIZE;
    }

    private static Stream<Instruction> instructions(@Nullable ScopeLayout scope) {
        return scope == null ? Stream.empty() : scope.instructions().stream();
    }

    void open(PacketCursor cursor) throws DataStreamException {
        Long begin = cursor.header().beginCycles();
        cursor.setClock(begin == null ? 0 : begin);
        if (fillsSlots) {
            long position = walk(layout.packetHeader(), cursor, cursor.start());
            long end = walk(layout.packetContext(), cursor, position);
            assert end - cursor.start() == cursor.header().eventsBit();
        }
    }

    private long walk(@Nullable ScopeLayout scope, PacketCursor cursor, long position) throws DataStreamException {
        return Interpreter.walk(scope, layout.sharedSlotCount(), cursor, position, new SilentVisitor(), RoleSink.NONE);
    }
}
