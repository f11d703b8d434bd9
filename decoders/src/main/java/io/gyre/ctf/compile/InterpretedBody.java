package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketCursor;

/** Reads the events of a class whose generated method would be too large for the JIT compiler. */
final class InterpretedBody extends EventBody {
    private final InterpretedLoop interpreter;
    private final EventRecordClass eventClass;

    InterpretedBody(InterpretedLoop interpreter, EventRecordClass eventClass) {
        this.interpreter = interpreter;
        this.eventClass = eventClass;
    }

    @Override
    public long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
            throws DataStreamException {
        return interpreter.event(cursor, eventClass, start, position, clock);
    }
}
