package io.gyre.chunk;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells which session a chunk belongs to: by what its traces say of themselves, else by the names of folders. */
final class SessionKeys {
    private static final String UNKNOWN_HOST = "unknown";
    /** What LTTng and its relay daemon name the folder of a session, unless told otherwise. */
    private static final Pattern SESSION_FOLDER = Pattern.compile("(.+)-(\\d{8})-(\\d{6})");
    private static final String LOCAL_OUTPUT = "lttng-traces";

    private SessionKeys() {}

    /** {@return the key from the environment of the first trace that has one}; unreadable metadata says nothing here. */
    static Optional<SessionKey> told(ChunkFolder chunk) throws IOException {
        for (TraceFolder trace : chunk.traces()) {
            try {
                TraceClass traceClass = TraceClasses.of(trace);
                String host = traceClass.environmentString("hostname");
                String session = traceClass.environmentString("trace_name");
                String created = traceClass.environmentString("trace_creation_datetime");
                if (host != null || session != null) {
                    SessionKey guess = guessed(chunk);
                    return Optional.of(new SessionKey(or(host, guess.host()), or(session, guess.session()),
                            or(created, session == null ? guess.created() : "")));
                }
            } catch (MetadataException _) {
                // Whoever reads the events reports it; another trace may still tell the key.
            }
        }
        return Optional.empty();
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /**
     * {@return the key by the names of folders}: {@code <session>-<date>-<time>/archives/<chunk>}, below the host's name when the
     * relay daemon has written it.
     */
    static SessionKey guessed(ChunkFolder chunk) {
        Path folder = sessionFolder(chunk);
        String name = ChunkFinder.name(folder);
        Matcher matcher = SESSION_FOLDER.matcher(name);
        if (!matcher.matches()) {
            return new SessionKey(UNKNOWN_HOST, name, "");
        }
        Path parent = folder.getParent();
        String host = parent == null ? "" : ChunkFinder.name(parent);
        return new SessionKey(host.isEmpty() || host.equals(LOCAL_OUTPUT) ? UNKNOWN_HOST : host, matcher.group(1),
                matcher.group(2) + "T" + matcher.group(3));
    }

    private static Path sessionFolder(ChunkFolder chunk) {
        Path folder = chunk.path().toAbsolutePath().normalize();
        if (ChunkName.parse(chunk.name()).isPresent() || ChunkName.isCurrent(chunk.name())) {
            folder = parent(folder);
            return ChunkFinder.name(folder).equals("archives") ? parent(folder) : folder;
        }
        return folder;
    }

    private static Path parent(Path folder) {
        Path parent = folder.getParent();
        return parent == null ? folder : parent;
    }
}
