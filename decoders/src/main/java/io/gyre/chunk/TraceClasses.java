package io.gyre.chunk;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads traces' metadata. LTTng repeats a trace's whole metadata in every chunk, though in other packets, so trace classes are kept
 * by their text, and equal text gives the same object. Thread-safe.
 */
public final class TraceClasses {
    /** A kernel trace class takes about 3 MB. */
    private static final int KEPT = 32;
    private static final Map<String, TraceClass> BY_DIGEST = new LinkedHashMap<>(16, 0.75f, true);

    private TraceClasses() {}

    /** {@return the trace class that the trace's {@code metadata} describes} */
    public static TraceClass of(TraceFolder trace) throws IOException, MetadataException {
        return of(MetadataReader.bytes(trace.metadata()), trace.metadata().toString());
    }

    /** {@return the trace class that these bytes of a {@code metadata} file describe} */
    public static TraceClass of(byte[] metadata, String fileName) throws MetadataException {
        String digest = digest(MetadataReader.text(metadata, fileName));
        synchronized (BY_DIGEST) {
            TraceClass known = BY_DIGEST.get(digest);
            if (known != null) {
                return known;
            }
        }
        TraceClass read = MetadataReader.read(metadata, fileName);
        synchronized (BY_DIGEST) {
            TraceClass first = BY_DIGEST.putIfAbsent(digest, read);
            if (BY_DIGEST.size() > KEPT) {
                BY_DIGEST.remove(BY_DIGEST.keySet().iterator().next());
            }
            return first == null ? read : first;
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
