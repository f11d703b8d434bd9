package io.gyre.ctf.text.json;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.bytes.Containers;
import io.gyre.ctf.text.bytes.LineBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes each event as one JSON object on a line of its own.
 *
 * <pre>
 * {"timestamp":1795425430273208394,"host":"web-01","session":"shop","trace":"ust/uid/0/64-bit","stream":"ch_1","stream_id":1,
 *  "cpu":1,"event":"shop:order","packet_context":{…},"common_context":{…},"specific_context":{…},"payload":{…}}
 * </pre>
 *
 * <p>What is not known is left out. The timestamp is in nanoseconds from the clock's origin. Integers are written with all their
 * digits, up to 64 bits; an enumeration is {@code {"value":1,"labels":["BUSY"]}}, a bit map likewise with its flags; numbers that
 * JSON has not are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}; a blob is a string of hexadecimal digits; a
 * variant is its chosen option; what an optional has not is {@code null}; bytes of a string that are no text become U+FFFD. Not
 * thread-safe.
 */
public final class JsonFormat implements FieldVisitor, Closeable {
    private static final Set<Scope> SHOWN = EnumSet.of(Scope.PACKET_CONTEXT, Scope.EVENT_RECORD_COMMON_CONTEXT,
            Scope.EVENT_RECORD_SPECIFIC_CONTEXT, Scope.EVENT_RECORD_PAYLOAD);
    private static final byte[] TIMESTAMP = ascii("{\"timestamp\":");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");
    private static final byte[] HEX = ascii("0123456789abcdef");

    private final OutputStream out;
    private final StreamOrigin.Origins origins;
    private final LineBuffer line;
    private final IdentityHashMap<StreamInfo, StreamJson> streams = new IdentityHashMap<>();
    private final Containers containers = new Containers();
    private @Nullable StreamJson stream;
    private int lineStart;
    private boolean isPacketContext;

    public JsonFormat(OutputStream out, StreamOrigin.Origins origins) {
        this.out = out;
        this.origins = origins;
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
    public void beginEvent(StreamInfo ofStream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        StreamJson prepared = streams.get(ofStream);
        if (prepared == null) {
            prepared = new StreamJson(ofStream, origins.of(ofStream));
            streams.put(ofStream, prepared);
        }
        stream = prepared;
        lineStart = line.length();
        if (prepared.hasClock()) {
            line.put(TIMESTAMP);
            line.putSigned(timestampNs);
        }
        line.put(prepared.lead(eventClass, packet));
    }

    @Override
    public void beginScope(Scope scope, FieldNode root) {
        isPacketContext = scope == Scope.PACKET_CONTEXT;
        line.put(StreamJson.scope(scope));
        containers.open(Containers.Kind.MEMBERS);
    }

    @Override
    public void endScope(Scope scope) {
        containers.close();
        line.put('}');
    }

    @Override
    public void endEvent() {
        line.put('}', '\n');
        try {
            line.flushIfFull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void abortEvent() {
        containers.closeAll();
        line.truncate(lineStart);
    }

    /** Writes what stands before a value. {@return what is known of its place, or null when it is not shown} */
    private @Nullable NodeJson beginField(FieldNode node) {
        if (stream == null) {
            return null;
        }
        NodeJson known = stream.node(node);
        if (isPacketContext && known.isHidden() && containers.depth() == 1) {
            return null;
        }
        switch (containers.kind()) {
            case MEMBERS -> line.put(containers.count() == 0 ? known.first() : known.next());
            case ELEMENTS -> {
                if (containers.count() > 0) {
                    line.put(',');
                }
            }
            case BARE, ABSENT -> {
            }
        }
        return known;
    }

    private void open(FieldNode node, Containers.Kind kind) {
        beginField(node);
        switch (kind) {
            case MEMBERS -> line.put('{');
            case ELEMENTS -> line.put('[');
            case BARE -> {
            }
            case ABSENT -> line.put(NULL);
        }
        containers.open(kind);
    }

    @Override
    public void beginStructure(FieldNode node) {
        open(node, Containers.Kind.MEMBERS);
    }

    @Override
    public void endStructure(FieldNode node) {
        containers.close();
        line.put('}');
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        open(node, Containers.Kind.ELEMENTS);
    }

    @Override
    public void endArray(FieldNode node) {
        containers.close();
        line.put(']');
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        open(node, Containers.Kind.BARE);
    }

    @Override
    public void endVariant(FieldNode node) {
        containers.close();
    }

    @Override
    public void beginOptional(FieldNode node, boolean present) {
        open(node, present ? Containers.Kind.BARE : Containers.Kind.ABSENT);
    }

    @Override
    public void endOptional(FieldNode node) {
        containers.close();
    }

    @Override
    public void integer(FieldNode node, long value) {
        NodeJson known = beginField(node);
        if (known == null) {
            return;
        }
        if (known.labels() != null) {
            line.put(known.labels().before());
            put(value, known);
            line.put(known.labels().after(value));
        } else {
            put(value, known);
        }
    }

    private void put(long value, NodeJson known) {
        if (known.signedness() == Signedness.SIGNED) {
            line.putSigned(value);
        } else {
            line.putUnsigned(value);
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
        NodeJson known = beginField(node);
        if (known != null) {
            // A number of 32 bits has no more digits than these tell.
            String text = known.isSingle() ? Float.toString((float) value) : Double.toString(value);
            line.put(ascii(Double.isFinite(value) ? text : '"' + text + '"'));
        }
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        NodeJson known = beginField(node);
        if (known == null) {
            return;
        }
        if (known.charset().equals(StandardCharsets.UTF_8) && isAscii(buffer, offset, length)) {
            line.putJsonString(buffer, offset, length);
        } else {
            byte[] text = new String(buffer, offset, length, known.charset()).getBytes(StandardCharsets.UTF_8);
            line.putJsonString(text, 0, text.length);
        }
    }

    private static boolean isAscii(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        if (beginField(node) == null) {
            return;
        }
        line.put('"');
        for (int i = offset; i < offset + length; i++) {
            line.put((char) HEX[buffer[i] >> 4 & 0xF], (char) HEX[buffer[i] & 0xF]);
        }
        line.put('"');
    }

    /** Writes what is buffered; the stream stays open, because it may be the standard output. */
    @Override
    public void close() {
        try {
            line.flush();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
