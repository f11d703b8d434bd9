package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.compile.EventBody;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.text.bytes.Digits;
import io.gyre.ctf.text.bytes.FloatText;
import io.gyre.ctf.text.bytes.IndexText;
import io.gyre.ctf.text.bytes.LineBuffer;
import io.gyre.ctf.text.bytes.Quoted;
import org.jspecify.annotations.Nullable;

/** Writes the events of one class by running its {@link TextProgram}. */
final class ProgramBody extends EventBody {
    /** An event that is longer goes another way, which can write it in pieces. */
    private static final long LONGEST = 1 << 16;
    private static final int INDEX_ROOM = Digits.LONGEST + 32;

    private final TextFormat format;
    private final LineBuffer line;
    private final EventRecordClass eventClass;
    private final TextStep[] steps;
    private final int room;
    private final int slotCount;
    private final ClockScale scale;
    private final EventBody longEvents;
    private @Nullable PacketHeader packet;
    private byte[] lead = {};

    /** @param longEvents reads what is too long for a program */
    ProgramBody(TextFormat format, EventRecordClass eventClass, TextProgram program, int slotCount, ClockScale scale,
            EventBody longEvents) {
        this.format = format;
        this.line = format.line();
        this.eventClass = eventClass;
        this.steps = program.steps;
        this.room = program.room;
        this.slotCount = slotCount;
        this.scale = scale;
        this.longEvents = longEvents;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a reader hands the same header with all events of a packet
    public long read(PacketCursor cursor, byte[] in, long start, long position, long clock)
            throws DataStreamException {
        int begin = line.length();
        if (packet != cursor.header()) {
            lead = format.lead(cursor, eventClass, start);
            packet = cursor.header();
        }
        if ((position & 7) != 0 && steps[0].kind != TextStep.Kind.ALIGN) {
            return longEvents.read(cursor, in, start, position, clock);
        }
        format.putTime(cursor.stream(), clock, scale);
        line.put(lead);
        try {
            int end = run(cursor, in, (int) ((position + 7) >>> 3));
            if (end < 0) {
                line.truncate(begin);
                return longEvents.read(cursor, in, start, position, clock);
            }
            format.endEvent();
            return end * 8L;
        } catch (DataStreamException e) {
            line.truncate(begin);
            throw e;
        }
    }

    /** {@return the place after the event, or less than 0 when it is too long} */
    private int run(PacketCursor cursor, byte[] in, int from) throws DataStreamException {
        byte[] out = line.room(room);
        int at = line.length();
        int p = from;
        long end = cursor.end();
        for (TextStep step : steps) {
            at = step.literal.put(out, at);
            switch (step.kind) {
                case LITERAL -> {
                }
                case REQUIRE -> {
                    if (step.amount > end - p * 8L) {
                        throw cursor.pastEnd(p * 8L, step.amount);
                    }
                }
                case SKIP -> p += (int) step.amount;
                case ALIGN -> {
                    int first = (int) (cursor.start() >>> 3);
                    p = first + ((p - first + (int) step.amount - 1) & (int) -step.amount);
                }
                case INTEGER -> {
                    long value = step.load(in, p);
                    p += step.bytes;
                    if (step.slot >= 0) {
                        cursor.slots(slotCount)[step.slot] = value;
                    }
                    NodeText.NumberText number = step.number;
                    if (number != null && (number.labels() != null || step.form == TextStep.Form.OTHER)) {
                        line.advance(at);
                        putRare(number, value);
                        out = line.room(room);
                        at = line.length();
                    } else {
                        at = step.put(out, at, value);
                    }
                }
                case FLOAT -> {
                    line.advance(at);
                    FloatText.put(line, real(step, in, p));
                    p += step.bytes;
                    out = line.room(room);
                    at = line.length();
                }
                case NUL_TERMINATED -> {
                    int limit = (int) (end >>> 3);
                    int stop = Quoted.end(in, p, limit);
                    if (stop >= limit) {
                        throw cursor.unterminatedString(p * 8L);
                    }
                    out = roomFor(at, stop - p);
                    at = Quoted.put(out, at, in, p, stop);
                    p = stop + 1;
                }
                case STATIC_STRING, DYNAMIC_STRING -> {
                    long length = step.kind == TextStep.Kind.STATIC_STRING
                            ? step.amount
                            : length(cursor, step, p, Byte.SIZE);
                    if (length > LONGEST) {
                        return -1;
                    }
                    out = roomFor(at, (int) length);
                    at = Quoted.put(out, at, in, p, p + (int) length);
                    p += (int) length;
                }
                case STATIC_INTEGERS, DYNAMIC_INTEGERS -> {
                    long length = step.kind == TextStep.Kind.STATIC_INTEGERS
                            ? step.amount
                            : length(cursor, step, p, step.bytes * Byte.SIZE);
                    if (length > LONGEST) {
                        return -1;
                    }
                    line.advance(at);
                    putIntegers(step, in, p, (int) length);
                    p += (int) length * step.bytes;
                    out = line.room(room);
                    at = line.length();
                }
            }
        }
        line.advance(at);
        return p;
    }

    private byte[] roomFor(int at, int bytes) {
        line.advance(at);
        return line.room(room + Math.addExact(Math.multiplyExact(bytes, Quoted.MOST), 2));
    }

    /** {@return a length that the bytes tell, of elements of so many bits} */
    private long length(PacketCursor cursor, TextStep step, int p, int bits) throws DataStreamException {
        long length = cursor.slots(slotCount)[step.slot];
        if (Long.compareUnsigned(length, Math.max(0, cursor.end() - p * 8L) / bits) > 0) {
            throw cursor.badLength(p * 8L, length);
        }
        return length;
    }

    private void putRare(NodeText.NumberText number, long value) {
        LabelText labels = number.labels();
        if (labels != null) {
            line.put(labels.before(value));
        }
        line.putInteger(value, number.bits(), number.signedness(), number.base());
    }

    private static double real(TextStep step, byte[] in, int p) {
        return step.bytes == Float.BYTES
                ? Float.intBitsToFloat((int) step.load(in, p))
                : Double.longBitsToDouble(step.load(in, p));
    }

    private void putIntegers(TextStep step, byte[] in, int from, int length) {
        int p = from;
        for (int i = 0; i < length; i++) {
            byte[] out = line.room(INDEX_ROOM);
            int at = line.length();
            if (i > 0) {
                out[at++] = ',';
            }
            at = IndexText.put(out, at, i);
            long value = step.load(in, p);
            p += step.bytes;
            if (step.form == TextStep.Form.OTHER && step.number != null) {
                line.advance(at);
                putRare(step.number, value);
            } else {
                line.advance(step.put(out, at, value));
            }
        }
    }
}
