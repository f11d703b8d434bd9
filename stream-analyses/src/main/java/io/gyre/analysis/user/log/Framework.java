package io.gyre.analysis.user.log;

import io.gyre.analysis.PartialFormatException;
import java.util.List;

/** The logging frameworks that LTTng has agents for; their levels as lttng-enable-event(1) lists them. */
enum Framework {
    JUL(1, "jul", 1000, List.of(1000, 900, 800, 700, 500, 400, 300),
            "SEVERE", "WARNING", "INFO", "CONFIG", "FINE", "FINER", "FINEST"), LOG4J(2, "log4j", 40_000,
                    List.of(50_000, 40_000, 30_000, 20_000, 10_000, 5000),
                    "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"),
    /** The only one in which the worst has the smallest number. */
    LOG4J2(3, "log4j2", 200, List.of(100, 200, 300, 400, 500, 600), "FATAL", "ERROR", "WARN", "INFO", "DEBUG",
            "TRACE"), PYTHON(4, "python", 40, List.of(50, 40, 30, 20, 10), "CRITICAL", "ERROR", "WARNING", "INFO",
                    "DEBUG"), LOGBACK(5, "logback", 40_000, List.of(40_000, 30_000, 20_000, 10_000, 5000),
                            "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    private final int wireId;
    private final String words;
    private final int error;
    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody changes
    private final List<Integer> levels;
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> names;

    Framework(int wireId, String words, int error, List<Integer> levels, String... names) {
        this.wireId = wireId;
        this.words = words;
        this.error = error;
        this.levels = levels;
        this.names = List.of(names);
    }

    int wireId() {
        return wireId;
    }

    String words() {
        return words;
    }

    /** {@return whether a level tells of an error or of something worse} */
    boolean isError(int level) {
        return levels.getFirst() < levels.getLast() ? level <= error : level >= error;
    }

    /** {@return a level's name; one of the program's own by its number} */
    String level(int level) {
        int at = levels.indexOf(level);
        return at >= 0 ? names.get(at) : Integer.toString(level);
    }

    static Framework ofWireId(long id) throws PartialFormatException {
        for (Framework framework : values()) {
            if (framework.wireId == id) {
                return framework;
            }
        }
        throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                "no logging framework has number " + id);
    }
}
