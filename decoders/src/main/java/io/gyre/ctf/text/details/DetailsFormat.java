package io.gyre.ctf.text.details;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.order.Loss;
import io.gyre.ctf.order.StreamListener;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.bytes.Containers;
import io.gyre.ctf.text.bytes.TextCharset;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a block of lines for each event and for all that lies around the events. Give it to a reader both as visitor and as
 * listener. Not thread-safe.
 */
public final class DetailsFormat implements FieldVisitor, StreamListener, Closeable {
    private static final Set<Scope> SHOWN_SCOPES = EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT,
            Scope.EVENT_RECORD_SPECIFIC_CONTEXT, Scope.EVENT_RECORD_PAYLOAD);
    private static final int BYTES_PER_LINE = 16;

    private final OutputStream out;
    private final TraceWords traces;
    private final Set<Shown> shown;
    private final Blocks blocks = new Blocks();
    private final Containers containers = new Containers();
    private boolean hasWritten;
    private boolean isPacketContext;

    /** @param traces names and numbers what is read */
    public DetailsFormat(OutputStream out, TraceWords traces, Set<Shown> shown) {
        this.out = out;
        this.traces = traces;
        this.shown = Set.copyOf(shown);
    }

    @Override
    public Set<Scope> scopes() {
        return SHOWN_SCOPES;
    }

    private void write() {
        try {
            if (hasWritten) {
                out.write('\n');
            }
            hasWritten = true;
            out.write(blocks.take());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void time(@Nullable Long cycles, StreamInfo stream) {
        ClockClass clock = stream.dataStreamClass().defaultClock();
        if (cycles != null && clock != null && shown.contains(Shown.TIME)) {
            var scale = new ClockScale(clock);
            blocks.add("[" + NumberWords.unsigned(cycles) + " cycles");
            if (Long.compareUnsigned(cycles, scale.lastCycles()) <= 0) {
                blocks.add(", " + NumberWords.signed(scale.toNanos(cycles)) + " ns from origin");
            }
            blocks.add("]").newLine();
        }
    }

    private void timeOrUnknown(@Nullable Long cycles, StreamInfo stream) {
        if (cycles != null) {
            time(cycles, stream);
        } else if (stream.dataStreamClass().defaultClock() != null && shown.contains(Shown.TIME)) {
            blocks.line("[Unknown]");
        }
    }

    private void tag(StreamInfo stream) {
        blocks.line("{Trace " + traces.number(stream) + ", Stream class ID "
                + Long.toUnsignedString(stream.dataStreamClass().id()) + ", Stream ID "
                + Long.toUnsignedString(traces.streamNumber(stream)) + "}");
    }

    @Override
    public void streamBegins(StreamInfo stream, PacketHeader first, @Nullable Long cycles) {
        if (traces.isNew(stream) && shown.contains(Shown.METADATA)) {
            new MetadataWords(blocks, traces.traceClass(stream), shown).write();
            blocks.newLine();
        }
        timeOrUnknown(cycles, stream);
        tag(stream);
        blocks.line("Stream beginning:").in();
        if (shown.contains(Shown.STREAM_NAME)) {
            blocks.line("Name: " + Path.of(first.file()).toAbsolutePath());
        }
        traces.write(stream, blocks, shown);
        blocks.out();
        write();
    }

    @Override
    public void streamEnds(StreamInfo stream, @Nullable Long cycles) {
        timeOrUnknown(cycles, stream);
        tag(stream);
        blocks.line("Stream end");
        write();
    }

    @Override
    public void packetBegins(StreamInfo stream, PacketHeader packet, PacketContext context) {
        time(packet.beginCycles(), stream);
        tag(stream);
        blocks.begin("Packet beginning");
        if (MetadataWords.hasVisibleMember(stream.dataStreamClass().packetContext())) {
            blocks.add(":").newLine();
            try {
                context.visit(this);
            } catch (DataStreamException e) {
                // The header has been read before; its bytes have not changed.
                throw new IllegalStateException(e);
            }
        } else {
            blocks.newLine();
        }
        write();
    }

    @Override
    public void packetEnds(StreamInfo stream, PacketHeader packet) {
        time(packet.endCycles(), stream);
        tag(stream);
        blocks.line("Packet end");
        write();
    }

    @Override
    public void lost(StreamInfo stream, Loss loss) {
        Loss.Span span = loss.time();
        if (span != null) {
            time(span.beginCycles(), stream);
            time(span.endCycles(), stream);
        }
        tag(stream);
        String what = switch (loss.kind()) {
            case EVENTS -> "events";
            case PACKETS -> "packets";
        };
        blocks.line("Discarded " + what + (loss.count().isPresent()
                ? " (" + NumberWords.unsigned(loss.count().getAsLong()) + " " + what + ")"
                : ""));
        write();
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        time(cycles, stream);
        tag(stream);
        blocks.line("Event " + (eventClass.name().isEmpty() ? "" : "`" + eventClass.name() + "` ") + "(Class ID "
                + NumberWords.unsigned(eventClass.id()) + "):");
    }

    @Override
    public void endEvent() {
        write();
    }

    @Override
    public void abortEvent() {
        containers.closeAll();
        blocks.take();
    }

    @Override
    public void beginScope(Scope scope, FieldNode root) {
        isPacketContext = scope == Scope.PACKET_CONTEXT;
        blocks.in().begin(switch (scope) {
            case PACKET_CONTEXT -> "Context:";
            case EVENT_RECORD_COMMON_CONTEXT -> "Common context:";
            case EVENT_RECORD_SPECIFIC_CONTEXT -> "Specific context:";
            case EVENT_RECORD_PAYLOAD -> "Payload:";
            case PACKET_HEADER, EVENT_RECORD_HEADER -> "Header:";
        });
        containers.open(Containers.Kind.MEMBERS);
        blocks.in();
        empty(root);
    }

    private void empty(FieldNode structure) {
        if (structure.fieldClass() instanceof FieldClass.Structure of && of.members().isEmpty()) {
            blocks.add(" Empty");
        }
    }

    @Override
    public void endScope(Scope scope) {
        containers.close();
        blocks.out().out().newLine();
    }

    /** Writes what stands before a value. {@return whether the field is shown} */
    private boolean beginField(FieldNode node) {
        boolean isHidden = isPacketContext && containers.depth() == 1
                && node.fieldClass() instanceof FieldClass.IntegerLike integer && !integer.roles().isEmpty();
        if (isHidden) {
            return false;
        }
        switch (containers.kind()) {
            case MEMBERS -> blocks.newLine().begin(node.name() + ":");
            case ELEMENTS -> blocks.newLine().begin("[" + NumberWords.unsigned(containers.count()) + "]:");
            case BARE, ABSENT -> {
            }
        }
        return true;
    }

    private void value(FieldNode node, String value) {
        if (beginField(node)) {
            blocks.add(" " + value);
        }
    }

    private void enter(FieldNode node, Containers.Kind kind) {
        beginField(node);
        containers.open(kind);
        if (kind == Containers.Kind.MEMBERS || kind == Containers.Kind.ELEMENTS) {
            blocks.in();
        }
    }

    private void leave() {
        Containers.Kind kind = containers.kind();
        containers.close();
        if (kind == Containers.Kind.MEMBERS || kind == Containers.Kind.ELEMENTS) {
            blocks.out();
        }
    }

    @Override
    public void beginStructure(FieldNode node) {
        enter(node, Containers.Kind.MEMBERS);
        empty(node);
    }

    @Override
    public void endStructure(FieldNode node) {
        leave();
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        enter(node, Containers.Kind.ELEMENTS);
        blocks.add(length == 0 ? " Empty" : " Length " + NumberWords.unsigned(length) + ":");
    }

    @Override
    public void endArray(FieldNode node) {
        leave();
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        enter(node, Containers.Kind.BARE);
    }

    @Override
    public void endVariant(FieldNode node) {
        leave();
    }

    @Override
    public void beginOptional(FieldNode node, boolean present) {
        if (present) {
            enter(node, Containers.Kind.BARE);
        } else {
            value(node, "None");
            containers.open(Containers.Kind.ABSENT);
        }
    }

    @Override
    public void endOptional(FieldNode node) {
        leave();
    }

    @Override
    public void integer(FieldNode node, long value) {
        value(node, node.fieldClass() instanceof FieldClass.IntegerLike integer
                ? NumberWords.of(value, integer.signedness(), integer.base())
                : NumberWords.of(value, Signedness.UNSIGNED, DisplayBase.HEXADECIMAL));
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        value(node, value ? "Yes" : "No");
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        value(node, NumberWords.real(value));
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        Charset charset = TextCharset.of(node.fieldClass());
        if (!charset.equals(StandardCharsets.UTF_8)) {
            value(node, new String(buffer, offset, length, charset));
        } else if (beginField(node)) {
            blocks.add(" ").add(buffer, offset, length);
        }
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        if (length == 0) {
            value(node, "Empty");
            return;
        }
        value(node, "Length " + NumberWords.unsigned(length) + ":");
        blocks.in();
        for (int i = 0; i < length; i++) {
            String digits = String.format("%02x", buffer[offset + i]);
            if (i % BYTES_PER_LINE == 0) {
                blocks.newLine().begin(digits);
            } else {
                blocks.add(" " + digits);
            }
        }
        blocks.out();
    }

    /** Flushes; the stream stays open, because it may be the standard output. */
    @Override
    public void close() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
