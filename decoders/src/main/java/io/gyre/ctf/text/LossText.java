package io.gyre.ctf.text;

import io.gyre.ctf.order.Loss;
import io.gyre.ctf.order.StreamListener;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.bytes.LineBuffer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of discarded events and packets in babeltrace2's words: {@code WARNING: Tracer discarded 12 events between [...}. */
public final class LossText implements StreamListener {
    /** What leaves a terminal without colours. */
    public static final String RESET = Palette.RESET;

    private final TextOptions options;
    private final Palette palette;
    private final Consumer<String> out;
    private final TimeText time;
    private final LineBuffer line = new LineBuffer(OutputStream.nullOutputStream());
    private final StreamNumbers numbers = new StreamNumbers();
    /** babeltrace2 names a stream by its first file. */
    private final IdentityHashMap<StreamInfo, String> names = new IdentityHashMap<>();

    /** @param out takes a line without its end */
    public LossText(TextOptions options, Consumer<String> out) {
        this.options = options;
        this.palette = Palette.of(options.coloring());
        this.out = out;
        this.time = new TimeText(options.times(), options.zone(), out);
    }

    @Override
    public void streamBegins(StreamInfo stream, PacketHeader first, @Nullable Long cycles) {
        numbers.of(stream);
        names.put(stream, first.file().isEmpty() ? "(unknown)" : Path.of(first.file()).toAbsolutePath().toString());
    }

    @Override
    public void lost(StreamInfo stream, Loss loss) {
        line.truncate(0);
        var text = new LiteralText(palette).code(palette.warning()).code(palette.warningTitle()).text("WARNING")
                .code(palette.reset()).code(palette.warning()).text(": Tracer ").text(what(loss));
        line.put(text.take());
        Loss.Span span = loss.time();
        if (span == null) {
            put("(unknown time range)");
        } else {
            put("between [");
            time.put(line, span.beginNs());
            put("] and [");
            time.put(line, span.endNs());
            put("]");
        }
        put(" in trace \"" + Objects.requireNonNullElse(options.naming().nameOf(stream), "") + "\" ");
        String uid = TraceIdentity.uid(stream.traceClass());
        put(uid == null ? "(no UID) " : "(UID: " + uid + ") ");
        put("within stream \"" + names.get(stream) + "\" (stream class ID: "
                + Long.toUnsignedString(stream.dataStreamClass().id()) + ", stream ID: "
                + Long.toUnsignedString(numbers.of(stream)) + ").");
        line.put(palette.reset());
        out.accept(new String(line.copyFrom(0), StandardCharsets.UTF_8));
    }

    private void put(String text) {
        line.put(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String what(Loss loss) {
        String thing = switch (loss.kind()) {
            case EVENTS -> "event";
            case PACKETS -> "packet";
        };
        if (loss.count().isEmpty()) {
            return "may have discarded " + thing + "s ";
        }
        long count = loss.count().getAsLong();
        return "discarded " + count + " " + thing + (count == 1 ? " " : "s ");
    }
}
