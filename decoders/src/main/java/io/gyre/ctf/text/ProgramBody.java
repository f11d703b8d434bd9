package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.compile.EventBody;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.text.bytes.LineBuffer;

/** Writes the events of one class by running its {@link TextProgram}. */
final class ProgramBody extends EventBody {
    private final TextFormat format;
    private final LineBuffer line;
    private final TextPlace place;
    private final EventRecordClass eventClass;
    private final TextStep[] steps;
    private final int room;
    private final int slotCount;
    private final ClockScale scale;
    private final EventBody longEvents;
    private final int number;

    /**
     * @param number of this body among those of the format
     * @param longEvents reads what is too long for a program
     */
    ProgramBody(TextFormat format, EventRecordClass eventClass, TextProgram program, int slotCount, ClockScale scale,
            int number, EventBody longEvents) {
        this.format = format;
        this.line = format.line();
        this.place = format.place();
        this.eventClass = eventClass;
        this.steps = program.steps;
        this.room = program.room;
        this.slotCount = slotCount;
        this.scale = scale;
        this.number = number;
        this.longEvents = longEvents;
    }

    @Override
    public long read(PacketCursor cursor, byte[] in, long start, long position, long clock)
            throws DataStreamException {
        int begin = line.length();
        if ((position & 7) != 0 && !(steps[0] instanceof TextStep.Align)) {
            return longEvents.read(cursor, in, start, position, clock);
        }
        format.beginLine(cursor, eventClass, number, start, clock, scale);
        try {
            place.begin(cursor, in, (int) ((position + 7) >>> 3), room, slotCount);
            for (TextStep step : steps) {
                if (!step.run(place)) {
                    line.truncate(begin);
                    return longEvents.read(cursor, in, start, position, clock);
                }
            }
            line.advance(place.at);
            format.endEvent();
            return place.from * 8L;
        } catch (DataStreamException e) {
            line.truncate(begin);
            throw e;
        }
    }
}
