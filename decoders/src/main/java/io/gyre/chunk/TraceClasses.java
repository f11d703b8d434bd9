package io.gyre.chunk;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads traces' metadata. LTTng repeats a trace's whole metadata in every chunk, though in other packets, so trace classes are kept
 * by their text, and equal text gives the same object. Thread-safe.
 */
public final class TraceClasses {
    /** A kernel trace class takes about 3 MB, its text 0.4 MB. */
    private static final int KEPT = 32;
    private static final Map<String, TraceClass> BY_TEXT = new LinkedHashMap<>(16, 0.75f, true);

    private TraceClasses() {}

    /** {@return the trace class that the trace's {@code metadata} describes} */
    public static TraceClass of(TraceFolder trace) throws IOException, MetadataException {
        return of(MetadataReader.bytes(trace.metadata()), trace.metadata().toString());
    }

    /** {@return the trace class that these bytes of a {@code metadata} file describe} */
    public static TraceClass of(byte[] metadata, String fileName) throws MetadataException {
        String text = MetadataReader.text(metadata, fileName);
        synchronized (BY_TEXT) {
            TraceClass known = BY_TEXT.get(text);
            if (known != null) {
                return known;
            }
        }
        TraceClass read = MetadataReader.read(metadata, fileName);
        synchronized (BY_TEXT) {
            TraceClass first = BY_TEXT.putIfAbsent(text, read);
            if (BY_TEXT.size() > KEPT) {
                BY_TEXT.remove(BY_TEXT.keySet().iterator().next());
            }
            return first == null ? read : first;
        }
    }
}
