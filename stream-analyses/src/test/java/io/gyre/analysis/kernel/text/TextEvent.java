package io.gyre.analysis.kernel.text;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of babeltrace2's text.
 *
 * @param ns since midnight
 * @param context what stands between the packet's context and the payload; empty when nothing does
 * @param payload the fields, between their braces
 */
public record TextEvent(long ns, String name, int cpu, String context, String payload) {

    private static final Pattern LINE = Pattern.compile("\\[(\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{9})\\] \\S+ (\\S+): "
            + "\\{ cpu_id = (\\d+) \\}, (?:\\{ (.*?) \\}, )?\\{ ?(.*?) ?\\}");

    /** Reads a compressed text from its beginning to its end. */
    public static void read(Path text, Consumer<TextEvent> events) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(new ZstdInputStream(Files.newInputStream(text)),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher found = LINE.matcher(line);
                if (!found.matches()) {
                    throw new IOException("not a line of babeltrace2: " + line);
                }
                long seconds = (Long.parseLong(found.group(1)) * 60 + Long.parseLong(found.group(2))) * 60
                        + Long.parseLong(found.group(3));
                String context = found.group(7);
                events.accept(new TextEvent(seconds * 1_000_000_000L + Long.parseLong(found.group(4)), found.group(5),
                        Integer.parseInt(found.group(6)), context == null ? "" : context, found.group(8)));
            }
        }
    }

    private static String number(String fields, String field) {
        String found = find(fields, field);
        if (found == null) {
            throw new IllegalStateException("no field " + field + " in " + fields);
        }
        return found;
    }

    /** {@return a number of the payload, decimal or hexadecimal} */
    public long number(String field) {
        String found = number(payload, field);
        return found.startsWith("0x") ? Long.parseUnsignedLong(found.substring(2), 16) : parse(found);
    }

    private static long parse(String decimal) {
        return decimal.startsWith("-") ? Long.parseLong(decimal) : Long.parseUnsignedLong(decimal);
    }

    public int integer(String field) {
        return (int) number(field);
    }

    /** {@return the thread that the event's context names}; -1 when it names none. */
    public int contextTid() {
        String found = find(context, "tid");
        return found == null ? -1 : Integer.parseInt(found);
    }

    /** {@return a decimal number of the event's context} */
    public int contextNumber(String field) {
        return Integer.parseInt(number(context, field));
    }

    public String string(String field) {
        Matcher found = Pattern.compile("(?:^|, )" + field + " = \"(.*?)\"(?:,|$)").matcher(payload);
        if (!found.find()) {
            throw new IllegalStateException("no string " + field + " in " + payload);
        }
        return found.group(1);
    }

    private static @Nullable String find(String fields, String field) {
        Matcher found = Pattern.compile("(?:^|, |\\[ )" + Pattern.quote(field) + " = (-?[0-9a-zA-Z]+)").matcher(fields);
        return found.find() ? found.group(1) : null;
    }
}
