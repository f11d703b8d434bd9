package io.gyre.ctf.text;

import io.gyre.ctf.text.TextOptions.Delta;
import io.gyre.ctf.text.TextOptions.Names;
import io.gyre.ctf.text.TextOptions.Times;
import io.gyre.ctf.text.bytes.LineBuffer;
import io.gyre.ctf.text.bytes.Literal;
import java.nio.charset.StandardCharsets;

/** What stands at the beginning of each event's line: its time, and the time since the event before. */
final class EventTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** babeltrace2 has this value for none, too. */
    private static final long UNKNOWN = -1;

    private final TimeText time;
    private final boolean isCycles;
    private final boolean hasDelta;
    private final Literal before;
    private final Literal after;
    private final Literal beforeDelta;
    private final Literal afterDelta;
    private final Literal unknownDelta;
    private long last = UNKNOWN;
    private long delta = UNKNOWN;

    EventTime(TextOptions options, TimeText time) {
        this.time = time;
        this.isCycles = options.times() == Times.CYCLES;
        this.hasDelta = options.delta() == Delta.SHOWN;
        this.unknownDelta = literal(isCycles ? "+????????????" : "+?.?????????");
        Palette palette = Palette.of(options.coloring());
        var text = new LiteralText(palette);
        if (options.names().contains(Names.HEADER)) {
            before = new Literal(text.name("timestamp").code(palette.time()).take());
            after = new Literal(text.code(palette.reset()).take());
            beforeDelta = new Literal(text.text(", ").name("delta").take());
            afterDelta = new Literal(text.take());
        } else {
            before = new Literal(text.text("[").code(palette.time()).take());
            after = new Literal(text.code(palette.reset()).text("] ").take());
            beforeDelta = new Literal(text.text("(").take());
            afterDelta = new Literal(text.text(") ").take());
        }
    }

    private static Literal literal(String text) {
        return new Literal(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Has the next time written as if it were the first one. */
    void forget() {
        time.forget();
    }

    void put(LineBuffer line, long cycles, long ns) {
        line.put(before);
        if (isCycles) {
            line.putPadded(cycles, 20);
        } else {
            time.put(line, ns);
        }
        line.put(after);
        if (hasDelta) {
            putDelta(line, isCycles ? cycles : ns);
        }
    }

    private void putDelta(LineBuffer line, long now) {
        if (last != UNKNOWN) {
            delta = now - last;
        }
        last = now;
        line.put(beforeDelta);
        if (delta == UNKNOWN) {
            line.put(unknownDelta);
        } else if (isCycles) {
            line.put('+');
            line.putPadded(delta, 12);
        } else {
            line.put('+');
            line.putUnsigned(Long.divideUnsigned(delta, NANOS_PER_SECOND));
            line.put('.');
            line.putNanos((int) Long.remainderUnsigned(delta, NANOS_PER_SECOND));
        }
        line.put(afterDelta);
    }
}
