package io.gyre.ctf.interpret;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.Instruction.ElementSize;
import io.gyre.ctf.layout.ScopeLayout;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.FloatingPoint;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.VariableLength;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks instructions over the bytes of a cursor and calls a visitor for each field. */
public final class Interpreter {
    private final PacketCursor cursor;
    private final long[] slots;
    private final FieldVisitor visitor;
    private final RoleSink roles;
    private long position;
    private long last;
    private int lastBits;

    private Interpreter(PacketCursor cursor, int slotCount, FieldVisitor visitor, RoleSink roles) {
        this.cursor = cursor;
        this.slots = cursor.slots(slotCount);
        this.visitor = visitor;
        this.roles = roles;
    }

    /** {@return the position after the last field, given that of the first} */
    public static long walk(List<Instruction> code, int slotCount, PacketCursor cursor, long position,
            FieldVisitor visitor, RoleSink roles) throws DataStreamException {
        return walk(code, 0, code.size(), slotCount, cursor, position, visitor, roles);
    }

    /** Walks the instructions from {@code from} up to but without {@code to}; what lies between must be whole fields. */
    public static long walk(List<Instruction> code, int from, int to, int slotCount, PacketCursor cursor, long position,
            FieldVisitor visitor, RoleSink roles) throws DataStreamException {
        var interpreter = new Interpreter(cursor, slotCount, visitor, roles);
        interpreter.position = position;
        if (from == 0) {
            interpreter.forget(code);
        }
        interpreter.run(code, from, to);
        return interpreter.position;
    }

    /** Walks a scope that all events share; without it, there is nothing to walk. */
    public static long walk(@Nullable ScopeLayout scope, int slotCount, PacketCursor cursor, long position,
            FieldVisitor visitor, RoleSink roles) throws DataStreamException {
        return scope == null ? position : walk(scope.instructions(), slotCount, cursor, position, visitor, roles);
    }

    /** A length or selector in an option that is not chosen is 0, whatever it was in another event. */
    private void forget(List<Instruction> code) {
        for (Instruction instruction : code) {
            if (instruction instanceof Instruction.Save save) {
                slots[save.slot()] = 0;
            }
        }
    }

    private void run(List<Instruction> code, int from, int to) throws DataStreamException {
        int next = from;
        while (next < to) {
            next = step(code, next);
        }
    }

    /** {@return the index of the instruction to go on with} */
    private int step(List<Instruction> code, int index) throws DataStreamException {
        switch (code.get(index)) {
            case Instruction.BeginScope begin -> visitor.beginScope(begin.scope(), begin.node());
            case Instruction.EndScope end -> visitor.endScope(end.scope());
            case Instruction.Skip skip -> position += skip.bits();
            case Instruction.Align align -> align(align.bits());
            case Instruction.Require require -> require(require.bits());
            case Instruction.RequireWholeByte _ -> {
                if ((position & 7) != 0) {
                    throw cursor.byteOrderChange(position);
                }
            }
            case Instruction.ReadFixed read -> fixed(read);
            case Instruction.ReadVariableLength read -> variableLength(read);
            case Instruction.ReadNullTerminated read -> nullTerminated(read.node(), read.encoding());
            case Instruction.ReadStaticString read -> string(read.node(), read.bytes(), read.encoding());
            case Instruction.ReadDynamicString read -> string(read.node(), byteLength(read.slot()), read.encoding());
            case Instruction.ReadStaticBlob read -> blob(read.node(), read.bytes());
            case Instruction.ReadDynamicBlob read -> blob(read.node(), byteLength(read.slot()));
            case Instruction.BeginStructure begin -> visitor.beginStructure(begin.node());
            case Instruction.EndStructure end -> visitor.endStructure(end.node());
            case Instruction.BeginStaticArray begin -> {
                allow(begin.length(), begin.elementSize());
                return array(code, index, begin, begin.length());
            }
            case Instruction.BeginDynamicArray begin -> {
                allow(slots[begin.slot()], begin.elementSize());
                return array(code, index, begin, slots[begin.slot()]);
            }
            case Instruction.EndArray end -> visitor.endArray(end.node());
            case Instruction.BeginVariant begin -> {
                return variant(code, begin);
            }
            case Instruction.EndVariant end -> visitor.endVariant(end.node());
            case Instruction.BeginOptional begin -> {
                long selector = slots[begin.slot()];
                boolean present = begin.ranges() == null ? selector != 0 : begin.ranges().contains(selector);
                visitor.beginOptional(begin.node(), present);
                return present ? index + 1 : begin.end();
            }
            case Instruction.EndOptional end -> visitor.endOptional(end.node());
            case Instruction.Save save -> slots[save.slot()] = last;
            case Instruction.TakeRole take -> roles.take(take.role(), last,
                    take.bits() == Instruction.TakeRole.AS_READ ? lastBits : take.bits(), position);
            case Instruction.TakeUuid _ -> roles.takeUuid(cursor.buffer(), position);
        }
        return index + 1;
    }

    private int array(List<Instruction> code, int index, Instruction.Begin begin, long length)
            throws DataStreamException {
        visitor.beginArray(begin.node(), length);
        for (long i = 0; i < length; i++) {
            run(code, index + 1, begin.end());
        }
        return begin.end();
    }

    /** Bounds the loop over an array's elements before it starts. */
    private void allow(long length, ElementSize size) throws DataStreamException {
        long bits = switch (size) {
            case ElementSize.Fixed fixed -> fixed.bits();
            case ElementSize.AtLeast atLeast -> atLeast.bits();
        };
        if (bits == 0) {
            cursor.allowEmptyElements(position, length);
        } else if (Long.compareUnsigned(length, Math.max(0, cursor.end() - position) / bits) > 0) {
            throw cursor.badLength(position, length);
        }
    }

    private int variant(List<Instruction> code, Instruction.BeginVariant begin) throws DataStreamException {
        long selector = slots[begin.slot()];
        for (int i = 0; i < begin.choices().size(); i++) {
            Instruction.Choice choice = begin.choices().get(i);
            if (choice.ranges().contains(selector)) {
                visitor.beginVariant(begin.node(), i);
                run(code, choice.from(), choice.to());
                return begin.end();
            }
        }
        throw cursor.badSelector(position, selector, begin.node());
    }

    private void align(int bits) {
        long inPacket = position - cursor.start();
        position = cursor.start() + ((inPacket + bits - 1) & -bits);
    }

    private void require(long bits) throws DataStreamException {
        if (bits > cursor.end() - position) {
            throw cursor.pastEnd(position, bits);
        }
    }

    private void fixed(Instruction.ReadFixed read) {
        FieldNode node = read.node();
        byte[] buffer = cursor.buffer();
        int length = read.field().lengthBits();
        switch (read.field()) {
            case FieldClass.FixedLengthInteger field -> {
                last = Bits.read(buffer, position, field);
                visitor.integer(node, last);
            }
            case FieldClass.FixedLengthBitArray field -> {
                last = Bits.read(buffer, position, field);
                visitor.integer(node, last);
            }
            case FieldClass.FixedLengthBoolean field -> {
                last = Bits.read(buffer, position, field);
                visitor.bool(node, last != 0);
            }
            case FieldClass.FixedLengthFloatingPoint field -> visitor.floatingPoint(node, length == 128
                    ? quad(buffer, field)
                    : FloatingPoint.ofBits(Bits.read(buffer, position, field), length));
        }
        position += length;
    }

    private double quad(byte[] buffer, FieldClass.FixedLengthFloatingPoint field) {
        return field.byteOrder() == ByteOrder.LITTLE_ENDIAN
                ? FloatingPoint.ofQuad(Bits.littleEndian(buffer, position + 64, 64),
                        Bits.littleEndian(buffer, position, 64))
                : FloatingPoint.ofQuad(Bits.bigEndian(buffer, position, 64),
                        Bits.bigEndian(buffer, position + 64, 64));
    }

    private void variableLength(Instruction.ReadVariableLength read) throws DataStreamException {
        Signedness signedness = read.field().signedness();
        long end = VariableLength.end(cursor, position, signedness);
        last = signedness == Signedness.SIGNED
                ? VariableLength.signed(cursor.buffer(), position, end)
                : VariableLength.unsigned(cursor.buffer(), position, end);
        lastBits = VariableLength.bits(position, end);
        visitor.integer(read.node(), last);
        position = end;
    }

    private long byteLength(int slot) throws DataStreamException {
        long length = slots[slot];
        if (Long.compareUnsigned(length, Math.max(0, cursor.end() - position) >>> 3) > 0) {
            throw cursor.badLength(position, length);
        }
        return length;
    }

    private void nullTerminated(FieldNode node, StringEncoding encoding) throws DataStreamException {
        int unit = encoding.codeUnitBytes();
        int from = (int) (position >>> 3);
        int limit = (int) (cursor.end() >>> 3);
        int length = untilNull(from, limit, unit);
        if (from + length + unit > limit) {
            throw cursor.unterminatedString(position);
        }
        visitor.string(node, cursor.buffer(), from, length);
        position += 8L * (length + unit);
    }

    private void string(FieldNode node, long bytes, StringEncoding encoding) {
        int from = (int) (position >>> 3);
        visitor.string(node, cursor.buffer(), from, untilNull(from, from + (int) bytes, encoding.codeUnitBytes()));
        position += 8 * bytes;
    }

    /** {@return the bytes ahead of the first NUL code unit, or all up to the limit} */
    private int untilNull(int from, int limit, int unit) {
        byte[] buffer = cursor.buffer();
        for (int at = from; at + unit <= limit; at += unit) {
            boolean isNull = true;
            for (int i = 0; i < unit; i++) {
                isNull &= buffer[at + i] == 0;
            }
            if (isNull) {
                return at - from;
            }
        }
        return limit - from;
    }

    private void blob(FieldNode node, long bytes) {
        visitor.blob(node, cursor.buffer(), (int) (position >>> 3), (int) bytes);
        position += 8 * bytes;
    }
}
