package io.gyre.chunk;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads traces' metadata. LTTng repeats a trace's whole metadata in every chunk, though in other packets, so trace classes are kept
 * by their text, and equal text gives the same object. A file is not read again as long as it is the same one. Thread-safe; who asks for what
 * another thread is reading waits for it.
 */
public final class TraceClasses {
    /** A kernel trace class takes about 3 MB, its text 0.4 MB. */
    private static final int KEPT = 32;
    /** Of all texts that are kept; the last one is, whatever its length. */
    private static final long MAX_KEPT_CHARACTERS = 32L << 20;
    private static final int KEPT_FILES = 1024;
    /** A file that has just been written may be written again in the same tick of its clock. */
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final Map<String, Kept> BY_TEXT = new LinkedHashMap<>(16, 0.75f, true);
    /** Softly: there may be a trace class for each of many files. */
    private static final Map<String, SoftReference<Kept>> BY_FILE = new LinkedHashMap<>(16, 0.75f, true);

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

        /** {@return the trace class}; null when nobody could read it, or is about to. */
        synchronized @Nullable TraceClass known() {
            return traceClass;
        }
    }

    /** {@return the trace class that the trace's {@code metadata} describes} */
    public static TraceClass of(TraceFolder trace) throws IOException, MetadataException {
        Path file = trace.metadata();
        String state = state(file);
        SoftReference<Kept> reference = state == null ? null : get(BY_FILE, state);
        Kept known = reference == null ? null : reference.get();
        TraceClass read = known == null ? null : known.known();
        if (read != null) {
            return read;
        }
        byte[] metadata = MetadataReader.bytes(file);
        Kept kept = kept(MetadataReader.text(metadata, file.toString()));
        if (state != null && state.equals(state(file))) {
            put(BY_FILE, state, new SoftReference<>(kept), KEPT_FILES);
        }
        return kept.read(metadata, file.toString());
    }

    /** {@return the trace class that these bytes of a {@code metadata} file describe} */
    public static TraceClass of(byte[] metadata, String fileName) throws MetadataException {
        return kept(MetadataReader.text(metadata, fileName)).read(metadata, fileName);
    }

    /** {@return what changes when a file does}; null when it has changed too recently to tell. */
    private static @Nullable String state(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant changed = attributes.lastModifiedTime().toInstant();
        return changed.isAfter(Instant.now().minus(SETTLED))
                ? null
                : attributes.fileKey() + " " + attributes.size() + " " + changed + " " + file.toAbsolutePath();
    }

    private static Kept kept(String text) {
        synchronized (BY_TEXT) {
            Kept kept = get(BY_TEXT, text);
            if (kept == null) {
                kept = new Kept();
                put(BY_TEXT, text, kept, KEPT);
                while (BY_TEXT.size() > 1 && characters() > MAX_KEPT_CHARACTERS) {
                    BY_TEXT.remove(BY_TEXT.keySet().iterator().next());
                }
            }
            return kept;
        }
    }

    private static long characters() {
        return BY_TEXT.keySet().stream().mapToLong(String::length).sum();
    }

    private static <T> @Nullable T get(Map<String, T> map, String key) {
        synchronized (map) {
            return map.get(key);
        }
    }

    private static <T> void put(Map<String, T> map, String key, T kept, int most) {
        synchronized (map) {
            map.put(key, kept);
            if (map.size() > most) {
                map.remove(map.keySet().iterator().next());
            }
        }
    }
}
