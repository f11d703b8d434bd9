package io.gyre.chunk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that LTTng gives to an archived chunk's folder: {@code <begin>-<end>-<id>}.
 *
 * @param begin wall-clock time in whole seconds, such as {@code 20261123T091126+0000}; chunks are told apart by their id alone
 * @param end likewise
 * @param id from 0, ascending within a session; ids may skip
 */
public record ChunkName(String begin, String end, long id) {

    private static final Pattern ARCHIVED = Pattern
            .compile("(\\d{8}T\\d{6}[+-]\\d{4})-(\\d{8}T\\d{6}[+-]\\d{4})-(\\d{1,18})");
    private static final Pattern CURRENT = Pattern.compile("\\d{8}T\\d{6}[+-]\\d{4}-(\\d{1,18})");

    /** {@return the parts of an archived chunk's name, or empty for any other name} */
    public static Optional<ChunkName> parse(String folderName) {
        Matcher matcher = ARCHIVED.matcher(folderName);
        return matcher.matches()
                ? Optional.of(new ChunkName(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** {@return whether this names a chunk that LTTng is still writing, {@code <begin>-<id>} beside {@code archives}} */
    static boolean isCurrent(String folderName) {
        return CURRENT.matcher(folderName).matches();
    }

    /** {@return the id at the end of an archived or current chunk's name; 0 for any other name} */
    static long idOf(String folderName) {
        Matcher current = CURRENT.matcher(folderName);
        return parse(folderName).map(ChunkName::id)
                .orElseGet(() -> current.matches() ? Long.parseLong(current.group(1)) : 0L);
    }
}
