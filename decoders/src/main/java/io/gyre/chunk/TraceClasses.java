package io.gyre.chunk;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads traces' metadata. LTTng repeats a trace's whole metadata in every chunk, though in other packets, so trace classes are kept
 * by their text, and equal text gives the same object. Thread-safe; who asks for what another thread is reading waits for it.
 */
public final class TraceClasses {
    /** A kernel trace class takes about 3 MB, its text 0.4 MB. */
    private static final int KEPT = 32;
    private static final Map<String, Kept> BY_TEXT = new LinkedHashMap<>(16, 0.75f, true);

    private TraceClasses() {}

    /** What a text describes, once somebody has read it. */
    private static final class Kept {
        private @Nullable TraceClass traceClass;

        synchronized TraceClass read(byte[] metadata, String fileName) throws MetadataException {
            TraceClass read = traceClass;
            if (read == null) {
                read = MetadataReader.read(metadata, fileName);
                traceClass = read;
            }
            return read;
        }
    }

    /** {@return the trace class that the trace's {@code metadata} describes} */
    public static TraceClass of(TraceFolder trace) throws IOException, MetadataException {
        return of(MetadataReader.bytes(trace.metadata()), trace.metadata().toString());
    }

    /** {@return the trace class that these bytes of a {@code metadata} file describe} */
    public static TraceClass of(byte[] metadata, String fileName) throws MetadataException {
        return kept(MetadataReader.text(metadata, fileName)).read(metadata, fileName);
    }

    private static Kept kept(String text) {
        synchronized (BY_TEXT) {
            Kept kept = BY_TEXT.computeIfAbsent(text, _ -> new Kept());
            if (BY_TEXT.size() > KEPT) {
                BY_TEXT.remove(BY_TEXT.keySet().iterator().next());
            }
            return kept;
        }
    }
}
