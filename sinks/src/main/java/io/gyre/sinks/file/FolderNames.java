package io.gyre.sinks.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.gyre.wire.RecordException;

/** Folder names for what comes from a topic, such that nothing leads out of the folder and nothing is hidden or ours. */
final class FolderNames {
    static final String QUARANTINE = "_quarantine";
    static final String ALERTS = "_alerts";
    static final String FLEET = "_fleet";
    static final String UNREADABLE = "_unreadable";

    private static final int LONGEST = 128;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FolderNames() {}

    /** {@return the folder of an analysis: its name, with all but letters, digits and inner {@code . _ -} percent-encoded} */
    static String ofAnalysis(String analysis, String resource) throws RecordException {
        StringBuilder name = new StringBuilder();
        for (byte octet : analysis.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain((char) (octet & 0xff), name.isEmpty())) {
                name.append((char) octet);
            } else {
                HEX.toHexDigits(name.append('%'), octet);
            }
        }
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new RecordException(RecordException.Kind.CORRUPT, resource,
                    "an analysis has a name of 1 to " + LONGEST
                            + " characters when percent-encoded, not of " + name.length());
        }
        return name.toString();
    }

    private static boolean isPlain(char c, boolean first) {
        boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letterOrDigit || (!first && (c == '.' || c == '_' || c == '-'));
    }
}
