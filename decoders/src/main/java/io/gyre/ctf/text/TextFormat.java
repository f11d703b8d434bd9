package io.gyre.ctf.text;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes each event as a line, as {@code babeltrace2 --clock-gmt --no-delta} does (version 2.1, in the C.UTF-8 locale).
 *
 * <p>An event that is aborted leaves no text, unless it is so long that its beginning has been written already. Output is
 * buffered until {@link #flush} or {@link #close}; an error of the stream comes as {@link UncheckedIOException}. Not thread-safe.
 */
public final class TextFormat implements FieldVisitor, Closeable {
    /** A line longer than this is written in pieces. */
    private static final int LONG_LINE = 1 << 24;
    private static final Set<Scope> SHOWN = EnumSet.of(Scope.PACKET_CONTEXT, Scope.EVENT_RECORD_COMMON_CONTEXT,
            Scope.EVENT_RECORD_SPECIFIC_CONTEXT, Scope.EVENT_RECORD_PAYLOAD);
    private static final byte[] FALSE = ascii("false");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] ABSENT = ascii("<none>");
    private static final byte[] HEX = ascii("0123456789abcdef");

    private final OutputStream out;
    private final LineBuffer line;
    private final TimeText time = new TimeText();
    private final IdentityHashMap<StreamInfo, StreamText> streams = new IdentityHashMap<>();
    private final Containers containers = new Containers();
    private @Nullable StreamInfo stream;
    private @Nullable StreamText text;
    private @Nullable PacketHeader packet;
    private int lineStart;
    private int scopeStart;
    private boolean hasScopes;
    private boolean isPacketContext;
    /** Whether the fields of this scope are passed over: they are not shown, or their text is known. */
    private boolean isSkipping;

    public TextFormat(OutputStream out) {
        this.out = out;
        this.line = new LineBuffer(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Set<Scope> scopes() {
        return SHOWN;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a reader hands the same object with all events of a stream
    public void beginEvent(StreamInfo ofStream, PacketHeader ofPacket, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        StreamText prepared = text;
        if (prepared == null || stream != ofStream) {
            prepared = streams.computeIfAbsent(ofStream, StreamText::new);
            stream = ofStream;
            text = prepared;
        }
        packet = ofPacket;
        lineStart = line.length();
        hasScopes = false;
        if (prepared.hasClock()) {
            time.put(line, timestampNs);
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
            scopeStart = line.length();
            if (hasScopes) {
                line.put(',', ' ');
            }
            line.put('{');
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
        NodeText prepared = text.node(node);
        if (isPacketContext && prepared.isHidden() && containers.depth() == 1) {
            return null;
        }
        switch (containers.kind()) {
            case MEMBERS -> line.put(containers.count() == 0 ? prepared.first() : prepared.next());
            case ELEMENTS -> beginElement(containers.count());
            case BARE, ABSENT -> {
            }
        }
        if (line.length() - Math.max(lineStart, 0) > LONG_LINE && !isPacketContext) {
            flushLongLine();
        }
        return prepared;
    }

    private void beginElement(long index) {
        if (index > 0) {
            line.put(',');
        }
        line.put(' ', '[');
        line.putUnsigned(index);
        line.put(']', ' ');
        line.put('=', ' ');
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
        if (number == null) {
            return;
        }
        LabelText labels = number.labels();
        if (labels != null) {
            line.put(labels.before(value));
        }
        line.putInteger(value, number.bits(), number.signedness(), number.base());
        if (labels != null) {
            line.put(' ', ')');
        }
        FlagText flags = number.flags();
        if (flags != null) {
            flags.put(line, value);
        }
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        if (beginField(node) != null) {
            line.put(value ? TRUE : FALSE);
        }
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        if (beginField(node) != null) {
            FloatText.put(line, value);
        }
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        NodeText field = beginField(node);
        if (field == null) {
            return;
        }
        Charset charset = field.charset();
        if (charset == null) {
            line.putQuoted(buffer, offset, length);
        } else {
            byte[] text = new String(buffer, offset, length, charset).getBytes(StandardCharsets.UTF_8);
            line.putQuoted(text, 0, text.length);
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

    /** Flushes; the stream stays open, because it may be the standard output. */
    @Override
    public void close() {
        flush();
    }
}
