package io.gyre.ctf.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobPatternTest {

    private static String text(Random random, String alphabet, int length) {
        var text = new StringBuilder();
        for (int i = random.nextInt(length); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void agreesWithRegularExpressions() {
        var random = new Random(5);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String glob = text(random, "ab**", 7);
            String candidate = text(random, "aabé", 9);
            boolean expected = Pattern.matches(glob.replace("*", ".*"), candidate);
            assertEquals(expected, GlobPattern.of(glob).matches(candidate), () -> glob + " " + candidate);
            matched += expected ? 1 : 0;
        }
        assertTrue(matched > 1000);
    }

    @Test
    void backslashMakesTheStarAStar() {
        assertTrue(GlobPattern.of("a\\*b").matches("a*b"));
        assertFalse(GlobPattern.of("a\\*b").matches("axb"));
        assertTrue(GlobPattern.of("*\\*").matches("ab*"));
        assertTrue(GlobPattern.of("C:\\\\*").matches("C:\\x"));
        assertFalse(GlobPattern.of("a\\*b").hasStar());
    }
}
