package io.gyre.wire.seal.ssh;

/** Pattern lists as in ssh_config(5), PATTERNS: {@code *} and {@code ?} are wildcards, {@code !} before a pattern excludes. */
final class PatternList {
    private PatternList() {}

    /** {@return whether one of the patterns matches, and none that excludes} */
    static boolean matches(String patterns, String text) {
        boolean matched = false;
        for (String pattern : patterns.split(",", -1)) {
            boolean excludes = pattern.startsWith("!");
            if (like(excludes ? pattern.substring(1) : pattern, text)) {
                if (excludes) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    /** In time proportional to pattern times text: on a mismatch only the last star takes one character more. */
    private static boolean like(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int starText = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starText = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
