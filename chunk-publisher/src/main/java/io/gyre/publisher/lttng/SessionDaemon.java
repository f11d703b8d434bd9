package io.gyre.publisher.lttng;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session daemon, as far as its list of sessions goes. Safe for use by several threads, one after the other. */
@SuppressWarnings("restricted") // native access is what this package is for
public final class SessionDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(SessionDaemon.class);

    // struct lttng_session: char name[255]; char path[4096]; uint32_t enabled, snapshot_mode, live_timer_interval; 4 bytes; 8 bytes
    private static final int NAME_BYTES = 255;
    private static final int PATH_BYTES = 4096;
    private static final int ENABLED_AT = 4352;
    private static final int STRUCT_BYTES = 4376;
    private static final int MAX_SESSIONS = 10_000;

    private final ControlLibrary library;

    SessionDaemon(ControlLibrary library) {
        this.library = library;
    }

    /**
     * A recording session.
     *
     * @param output the folder that it was created with, or a URL such as {@code net://…} of a relay daemon
     */
    public record Session(String name, String output, Activity activity) {
        /** {@return whether this folder is the session's output, or lies in it} */
        boolean holds(Path folder) {
            try {
                return output.startsWith("/") && real(folder).startsWith(real(Path.of(output)));
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static Path real(Path path) {
            try {
                return path.toRealPath();
            } catch (IOException e) {
                return path.toAbsolutePath().normalize();
            }
        }
    }

    /** Whether a session records. */
    public enum Activity {
        STARTED, STOPPED
    }

    /** {@return the daemon, if liblttng-ctl is installed}; whether one runs is asked with each call. */
    public static Optional<SessionDaemon> open() {
        return ControlLibrary.load().map(SessionDaemon::new);
    }

    /**
     * {@return all sessions of the daemon that this user may see}
     *
     * @throws LttngException when no daemon answers
     */
    public List<Session> sessions() throws LttngException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
            int count = Native.callInt(library.listSessions, place);
            if (count < 0) {
                throw new LttngException("lttng_list_sessions", count);
            }
            MemorySegment array = place.get(ValueLayout.ADDRESS, 0);
            if (count == 0 || Native.isNull(array)) {
                return List.of();
            }
            try {
                return read(array.reinterpret((long) Math.min(count, MAX_SESSIONS) * STRUCT_BYTES));
            } finally {
                Native.callVoid(library.free, array);
            }
        }
    }

    /** {@return who writes a session's folder, when the daemon has such a session; nothing when it has not, or none answers} */
    public Optional<String> writing(Path session) {
        try {
            return sessions().stream().filter(known -> known.holds(session)).findFirst()
                    .map(known -> "the session daemon has it as " + known.name());
        } catch (LttngException e) {
            LOG.debug("no session daemon answers: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Session> read(MemorySegment array) {
        List<Session> sessions = new ArrayList<>();
        for (long at = 0; at < array.byteSize(); at += STRUCT_BYTES) {
            MemorySegment each = array.asSlice(at, STRUCT_BYTES);
            sessions.add(new Session(text(each.asSlice(0, NAME_BYTES)), text(each.asSlice(NAME_BYTES, PATH_BYTES)),
                    each.get(ValueLayout.JAVA_INT_UNALIGNED, ENABLED_AT) == 0 ? Activity.STOPPED : Activity.STARTED));
        }
        return sessions;
    }

    /** Up to the NUL, or all of the array. */
    private static String text(MemorySegment array) {
        byte[] bytes = array.toArray(ValueLayout.JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
