package io.gyre.ctf.testing.normand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A trace in one text file. Each part follows a line {@code --- NAME}: {@code metadata} is TSDL, or CTF 2 as a JSON array of
 * fragments; every other part is {@link Normand} and becomes the file of its name; it knows the names of the parts before it.
 */
public final class Mctf {
    private static final String MARK = "--- ";
    private static final char RECORD_SEPARATOR = 0x1E;

    private Mctf() {}

    /** Writes the files of a trace below a folder. */
    public static void expand(Path mctf, Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files(Files.readString(mctf)).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
    }

    /** {@return the files of a trace by name} */
    public static Map<String, byte[]> files(String text) {
        var files = new LinkedHashMap<String, byte[]>();
        var names = Names.none();
        parts(text).forEach((name, part) -> files.put(name,
                name.equals("metadata") ? metadata(part) : Normand.bytes(part, names)));
        return files;
    }

    private static Map<String, String> parts(String text) {
        var parts = new LinkedHashMap<String, String>();
        String name = null;
        var part = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith(MARK)) {
                if (name != null) {
                    parts.put(name, part.toString());
                }
                name = line.substring(MARK.length()).strip();
                part.setLength(0);
            } else {
                part.append(line).append('\n');
            }
        }
        parts.put(Objects.requireNonNull(name, "no part"), part.toString());
        return parts;
    }

    private static byte[] metadata(String part) {
        String text = part.strip();
        return (text.startsWith("[") ? jsonTextSequence(text) : text).getBytes(StandardCharsets.UTF_8);
    }

    /** Puts a record separator before each element of the array. */
    private static String jsonTextSequence(String array) {
        var sequence = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 1; i < array.length() - 1; i++) {
            char c = array.charAt(i);
            if (c == '"' && array.charAt(i - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                if (depth == 0) {
                    sequence.append(RECORD_SEPARATOR);
                }
                depth++;
            } else if (!quoted && (c == '}' || c == ']')) {
                depth--;
            }
            sequence.append(depth == 0 && c == ',' ? '\n' : c);
        }
        return sequence.append('\n').toString();
    }
}
