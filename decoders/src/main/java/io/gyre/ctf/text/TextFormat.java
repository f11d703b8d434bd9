package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.compile.EventBody;
import io.gyre.ctf.compile.EventLoops;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.bytes.Containers;
import io.gyre.ctf.text.bytes.FloatText;
import io.gyre.ctf.text.bytes.LineBuffer;
import io.gyre.ctf.text.bytes.Literal;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes each event as a line, as {@code babeltrace2} does (version 2.1, in the C.UTF-8 locale) when it is given the same
 * options.
 *
 * <p>An event that is aborted leaves no text, unless it is so long that its beginning has been written already. Output is
 * buffered until {@link #flush} or {@link #close}; an error of the stream comes as {@link UncheckedIOException}. Not thread-safe.
 */
public final class TextFormat implements FieldVisitor, Closeable {
    /** A line longer than this is written in pieces. */
    private static final int LONG_LINE = 1 << 24;
    /**
     * Once in so many lines, less one, what packets and seconds begin with is made again. While the JVM finds out which branches are taken, packets may
     * not change once: it would leave these branches out, and compile all of an event's code again, for tens of milliseconds, at the next packet.
     */
    private static final int RARELY = 1023;
    private static final Set<Scope> SHOWN = EnumSet.of(Scope.PACKET_CONTEXT, Scope.EVENT_RECORD_COMMON_CONTEXT,
            Scope.EVENT_RECORD_SPECIFIC_CONTEXT, Scope.EVENT_RECORD_PAYLOAD);
    private static final byte[] FALSE = ascii("false");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] ABSENT = ascii("<none>");
    private static final byte[] HEX = ascii("0123456789abcdef");

    private final OutputStream out;
    private final LineBuffer line;
    private final TextPlace place;
    private final TextOptions options;
    private final EventTime time;
    private final ScopeText scopeText;
    private final IdentityHashMap<StreamInfo, StreamText> streams = new IdentityHashMap<>();
    private final Containers containers = new Containers();
    private int bodies;
    private int begun;
    private @Nullable StreamInfo stream;
    private @Nullable StreamText text;
    private @Nullable PacketHeader packet;
    private int lineStart;
    private int scopeStart;
    private boolean hasScopes;
    private boolean isPacketContext;
    /** Whether the fields of this scope are passed over: they are not shown, or their text is known. */
    private boolean isSkipping;
    private NodeText.Naming naming = NodeText.Naming.NAMED;

    /** Writes as {@link TextOptions#DEFAULT} has it. */
    public TextFormat(OutputStream out) {
        this(out, TextOptions.DEFAULT, _ -> {});
    }

    /** @param warnings is told, once, when a time is negative and therefore written in seconds */
    public TextFormat(OutputStream out, TextOptions options, Consumer<String> warnings) {
        this.out = out;
        this.options = options;
        this.line = new LineBuffer(out);
        this.place = new TextPlace(line);
        this.time = new EventTime(options, new TimeText(options.times(), options.zone(), warnings));
        this.scopeText = new ScopeText(options);
    }

    /**
     * {@return a loop that writes the events of a data stream class}, as this visitor does that calls it for each field, and several
     * times faster. Give it to a reader instead of this object.
     */
    public EventLoop loop(StreamLayout layout) {
        return loop(layout, Selection.ALL);
    }

    /** {@return the same for the events selected} */
    public EventLoop loop(StreamLayout layout, Selection selection) {
        Function<EventRecordClass, EventBody> visiting = EventLoops.visiting(layout, this);
        // Names of fields are those of the data stream class; any stream of it will do.
        var shared = new StreamText(
                new StreamInfo("", layout.traceClass(), layout.streamClass(), null, ""), options);
        return EventLoops.of(layout, selection, eventClass -> body(layout, eventClass, shared, visiting));
    }

    private EventBody body(StreamLayout layout, EventRecordClass eventClass, StreamText shared,
            Function<EventRecordClass, EventBody> visiting) {
        EventLayout event = layout.event(eventClass);
        Optional<TextProgram> program = TextProgram.of(event.instructions(), shared, scopeText,
                Palette.of(options.coloring()));
        return program.isPresent()
                ? new ProgramBody(this, eventClass, program.get(), event.slotCount(), layout.clockScale(), bodies++,
                        new LazyBody(() -> visiting.apply(eventClass)))
                : visiting.apply(eventClass);
    }

    LineBuffer line() {
        return line;
    }

    TextPlace place() {
        return place;
    }

    /** Writes all of an event's line that stands before its first scope, for the body of a number. */
    void beginLine(PacketCursor cursor, EventRecordClass eventClass, int number, long start, long cycles,
            ClockScale scale) throws DataStreamException {
        StreamText prepared = streamText(cursor.stream());
        if ((++begun & RARELY) == 0) {
            prepared.forgetLead(number);
            time.forget();
        }
        Literal lead = prepared.lead(number, cursor.header());
        if (lead == null) {
            lead = new Literal(lead(prepared, cursor, eventClass, start));
            prepared.keepLead(number, cursor.header(), lead);
        }
        lineStart = line.length();
        packet = cursor.header();
        if (prepared.hasClock()) {
            time.put(line, cycles, scale.toNanos(cycles));
        }
        line.put(lead);
    }

    /** {@return what stands between the time and the first scope of the events of a class in the cursor's packet} */
    private byte[] lead(StreamText prepared, PacketCursor cursor, EventRecordClass eventClass, long start)
            throws DataStreamException {
        packet = cursor.header();
        byte[] context = prepared.packetContext(cursor.header());
        if (context == null) {
            lineStart = line.length();
            hasScopes = false;
            InterpretedLoop.visitAhead(TraceLayout.of(cursor.stream().traceClass()).streamOf(
                    cursor.stream().dataStreamClass()), EnumSet.of(Scope.PACKET_CONTEXT), cursor, start, this);
            context = line.copyFrom(lineStart);
            line.truncate(lineStart);
            prepared.keepPacketContext(cursor.header(), context);
        }
        var lead = new LiteralText(Palette.of(options.coloring())).code(prepared.prefix(eventClass)).code(context);
        return (context.length > 0 ? lead.text(", ") : lead).take();
    }

    @SuppressWarnings("ReferenceEquality") // a reader hands the same object with all events of a stream
    private StreamText streamText(StreamInfo ofStream) {
        StreamText prepared = text;
        if (prepared == null || stream != ofStream) {
            prepared = streams.computeIfAbsent(ofStream, of -> new StreamText(of, options));
            stream = ofStream;
            text = prepared;
        }
        return prepared;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Set<Scope> scopes() {
        return SHOWN;
    }

    @Override
    public void beginEvent(StreamInfo ofStream, PacketHeader ofPacket, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        StreamText prepared = streamText(ofStream);
        packet = ofPacket;
        lineStart = line.length();
        hasScopes = false;
        if (prepared.hasClock()) {
            time.put(line, cycles, timestampNs);
        }
        line.put(prepared.prefix(eventClass));
    }

    @Override
    public void beginScope(Scope scope, FieldNode root) {
        isPacketContext = scope == Scope.PACKET_CONTEXT;
        isSkipping = scope == Scope.PACKET_HEADER || scope == Scope.EVENT_RECORD_HEADER;
        byte[] known = isPacketContext && text != null && packet != null ? text.packetContext(packet) : null;
        if (known != null) {
            isSkipping = true;
            line.put(known);
            hasScopes |= known.length > 0;
        }
        if (!isSkipping) {
            naming = scopeText.naming(scope);
            scopeStart = line.length();
            line.put(scopeText.begin(scope, hasScopes));
            containers.open(Containers.Kind.MEMBERS);
        }
    }

    @Override
    public void endScope(Scope scope) {
        if (isSkipping) {
            return;
        }
        boolean isEmpty = containers.close() == 0;
        line.put(' ', '}');
        if (isPacketContext && text != null && packet != null) {
            if (isEmpty) {
                line.truncate(scopeStart);
            }
            text.keepPacketContext(packet, line.copyFrom(scopeStart));
        }
        hasScopes |= !(isPacketContext && isEmpty);
    }

    @Override
    public void endEvent() {
        line.put('\n');
        try {
            line.flushIfFull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void abortEvent() {
        containers.closeAll();
        if (lineStart >= 0) {
            line.truncate(lineStart);
        } else {
            line.put('\n');
        }
    }

    /** Writes what stands before a field. {@return what is known of its place, or null when the field is not shown} */
    private @Nullable NodeText beginField(FieldNode node) {
        if (isSkipping || text == null) {
            return null;
        }
        NodeText prepared = text.node(node, naming);
        if (isPacketContext && prepared.isHidden() && containers.depth() == 1) {
            return null;
        }
        switch (containers.kind()) {
            case MEMBERS -> line.put(containers.count() == 0 ? prepared.first() : prepared.next());
            case ELEMENTS -> beginElement(containers.count(), prepared);
            case BARE -> line.put(prepared.before());
            case ABSENT -> {
            }
        }
        if (line.length() - Math.max(lineStart, 0) > LONG_LINE && !isPacketContext) {
            flushLongLine();
        }
        return prepared;
    }

    private void beginElement(long index, NodeText element) {
        if (index > 0) {
            line.put(',');
        }
        line.put(' ');
        if (naming == NodeText.Naming.NAMED) {
            line.put('[');
            line.putUnsigned(index);
            line.put(']', ' ');
            line.put('=', ' ');
        }
        line.put(element.before());
    }

    private void flushLongLine() {
        flush();
        lineStart = -1;
    }

    @Override
    public void beginStructure(FieldNode node) {
        open(node, Containers.Kind.MEMBERS, '{');
    }

    @Override
    public void endStructure(FieldNode node) {
        close('}');
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        open(node, Containers.Kind.ELEMENTS, '[');
    }

    @Override
    public void endArray(FieldNode node) {
        close(']');
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        open(node, Containers.Kind.BARE, '{');
    }

    @Override
    public void endVariant(FieldNode node) {
        close('}');
    }

    @Override
    public void beginOptional(FieldNode node, boolean present) {
        if (present) {
            open(node, Containers.Kind.BARE, '{');
        } else if (beginField(node) != null) {
            line.put(ABSENT);
            containers.open(Containers.Kind.ABSENT);
        }
    }

    @Override
    public void endOptional(FieldNode node) {
        if (!isSkipping && containers.kind() == Containers.Kind.ABSENT) {
            containers.close();
        } else {
            close('}');
        }
    }

    private void open(FieldNode node, Containers.Kind kind, char bracket) {
        if (beginField(node) != null) {
            line.put(bracket);
            if (kind == Containers.Kind.BARE) {
                line.put(' ');
            }
            containers.open(kind);
        }
    }

    private void close(char bracket) {
        if (!isSkipping) {
            containers.close();
            line.put(' ', bracket);
        }
    }

    @Override
    public void integer(FieldNode node, long value) {
        NodeText field = beginField(node);
        NodeText.NumberText number = field == null ? null : field.number();
        if (field == null || number == null) {
            return;
        }
        LabelText labels = number.labels();
        if (labels != null) {
            line.put(labels.before(value));
        }
        line.putInteger(value, number.bits(), number.signedness(), number.base());
        line.put(field.after());
        if (labels != null) {
            line.put(' ', ')');
        }
        FlagText flags = field.flags();
        if (flags != null) {
            flags.put(line, value);
        }
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        NodeText field = beginField(node);
        if (field != null) {
            line.put(value ? TRUE : FALSE);
            line.put(field.after());
        }
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        NodeText field = beginField(node);
        if (field != null) {
            FloatText.put(line, value);
            line.put(field.after());
        }
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        NodeText field = beginField(node);
        if (field != null) {
            if (field.charset().equals(StandardCharsets.UTF_8)) {
                line.putQuoted(buffer, offset, length);
            } else {
                byte[] text = new String(buffer, offset, length, field.charset()).getBytes(StandardCharsets.UTF_8);
                line.putQuoted(text, 0, text.length);
            }
            line.put(field.after());
        }
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        if (beginField(node) == null) {
            return;
        }
        line.put('{');
        for (int i = offset; i < offset + length; i++) {
            line.put(' ');
            line.put((char) HEX[buffer[i] >> 4 & 0xF], (char) HEX[buffer[i] & 0xF]);
        }
        line.put(' ', '}');
    }

    /** Writes all text of whole events to the stream. */
    public void flush() {
        try {
            line.flush();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves a terminal without colours, and flushes; the stream stays open, because it may be the standard output. */
    @Override
    public void close() {
        line.put(Palette.of(options.coloring()).reset());
        flush();
    }
}
