package io.gyre.ctf.testing.normand;

import io.gyre.ctf.testing.BitWriter;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes bytes of a text in the part of the Normand language that tests use:
 *
 * <pre>
 * 2a ff %00101010 $42 $-1     a byte: hexadecimal, binary, decimal
 * "text" u16le"text"          a string, in UTF-8 or as told
 * [ EXPR : BITS ]             an integer in the byte order in force; EXPR is Python's, and may name what comes later
 * !le !be                     sets the byte order
 * &lt;name> {name = EXPR}        names the place, or a value
 * {@literal @}BITS ~FILL      fills up to a multiple, with 0 or some byte
 * ( … ) * N                   repeats a group, or the one item before the star
 * !macro name(a, b) … !end    m:name(1, 2)
 * # comment
 * </pre>
 */
public final class Normand {
    private static final Pattern SPACE = Pattern.compile("(?:\\s+|#[^\\n#]*[\\n#])+");
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F])\\s*([0-9a-fA-F])");
    private static final Pattern BINARY = Pattern.compile("%\\s*([01]{8})");
    private static final Pattern DECIMAL = Pattern.compile("\\$\\s*(-?\\d{1,3})");
    private static final Pattern STRING = Pattern
            .compile("(?:s:)?(u(?:8|16le|16be|32le|32be))?\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern INTEGER = Pattern.compile("\\[([^:\\]]+):\\s*(\\d+)\\s*(?::\\s*(le|be)\\s*)?]");
    private static final Pattern ORDER = Pattern.compile("!(le|be)\\b");
    private static final Pattern LABEL = Pattern.compile("<\\s*([A-Za-z_]\\w*)\\s*>");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*([A-Za-z_]\\w*)\\s*=([^}]*)}");
    private static final Pattern ALIGN = Pattern.compile("@\\s*(\\d+)(?:\\s*~\\s*(0x[0-9a-fA-F]+|\\d+))?");
    private static final Pattern REPEAT = Pattern.compile("\\*\\s*(\\{[^}]*}|\\d+|0x[0-9a-fA-F]+)");
    private static final Pattern MACRO = Pattern.compile("!macro\\s+(\\w+)\\s*\\(([^)]*)\\)(.*?)!end\\b",
            Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("m:(\\w+)\\s*\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)");

    private final BitWriter out = new BitWriter();
    private final Map<String, Macro> macros = new HashMap<>();
    private final List<Patch> patches = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private record Macro(List<String> parameters, String body) {}

    /** An integer whose value is worked out when all labels are known. */
    private record Patch(long position, int bits, ByteOrder order, String expression, Names names) {}

    private Normand() {}

    /** {@return the bytes that the text describes} */
    public static byte[] bytes(String text) {
        return bytes(text, Names.none());
    }

    /** @param names what has been named before; what this text names is added */
    static byte[] bytes(String text, Names names) {
        var normand = new Normand();
        normand.items(text + "\n", names);
        for (Patch patch : normand.patches) {
            normand.out.writeAt(patch.position, Expression.value(patch.expression, patch.names), patch.bits,
                    patch.order);
        }
        return normand.out.toBytes();
    }

    private void items(String text, Names names) {
        int at = 0;
        while (true) {
            at = skip(text, at);
            if (at == text.length()) {
                return;
            }
            int end = item(text, at, names);
            Matcher repeat = REPEAT.matcher(text).region(skip(text, end), text.length());
            if (repeat.lookingAt()) {
                String count = Objects.requireNonNull(repeat.group(1)).replaceAll("[{}]", "");
                // The item has been written once already; none at all is not used by any test.
                for (long i = Expression.value(count, names); i > 1; i--) {
                    item(text, at, names);
                }
                end = repeat.end();
            }
            at = end;
        }
    }

    private static int skip(String text, int at) {
        Matcher space = SPACE.matcher(text).region(at, text.length());
        return space.lookingAt() ? space.end() : at;
    }

    /** {@return where the item at {@code at} ends, which is written} */
    private int item(String text, int at, Names names) {
        Matcher item = HEX.matcher(text).region(at, text.length());
        if (text.charAt(at) == '(') {
            int end = closing(text, at);
            items(text.substring(at + 1, end), names);
            return end + 1;
        } else if (item.usePattern(CALL).lookingAt()) {
            call(group(item, 1), group(item, 2), names);
        } else if (item.usePattern(STRING).lookingAt()) {
            out.bytes(group(item, 2).translateEscapes().getBytes(charset(item.group(1))));
        } else if (item.usePattern(HEX).lookingAt()) {
            out.bits(Integer.parseInt(group(item, 1) + group(item, 2), 16), 8, ByteOrder.LITTLE_ENDIAN);
        } else if (item.usePattern(BINARY).lookingAt()) {
            out.bits(Integer.parseInt(group(item, 1), 2), 8, ByteOrder.LITTLE_ENDIAN);
        } else if (item.usePattern(DECIMAL).lookingAt()) {
            out.bits(Integer.parseInt(group(item, 1)), 8, ByteOrder.LITTLE_ENDIAN);
        } else if (item.usePattern(INTEGER).lookingAt()) {
            integer(group(item, 1), Integer.parseInt(group(item, 2)), item.group(3), names);
        } else if (item.usePattern(ORDER).lookingAt()) {
            order = order(group(item, 1));
        } else if (item.usePattern(LABEL).lookingAt()) {
            names.set(group(item, 1), out.position() / Byte.SIZE);
        } else if (item.usePattern(VARIABLE).lookingAt()) {
            names.set(group(item, 1), Expression.value(group(item, 2), names));
        } else if (item.usePattern(ALIGN).lookingAt()) {
            long fill = item.group(2) == null ? 0 : Expression.value(group(item, 2), names);
            while (out.position() % Integer.parseInt(group(item, 1)) != 0) {
                out.bits(fill, 8, ByteOrder.LITTLE_ENDIAN);
            }
        } else if (item.usePattern(MACRO).lookingAt()) {
            macros.put(group(item, 1), new Macro(list(group(item, 2)), group(item, 3)));
        } else {
            throw new IllegalArgumentException(
                    "no item begins with `" + text.substring(at, Math.min(text.length(), at + 20)) + "`");
        }
        return item.end();
    }

    private static String group(Matcher matcher, int number) {
        return Objects.requireNonNull(matcher.group(number));
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a group has no end");
    }

    private void integer(String expression, int bits, @Nullable String ownOrder, Names names) {
        patches.add(new Patch(out.position(), bits, ownOrder == null ? order : order(ownOrder), expression, names));
        out.moveTo(out.position() + bits);
    }

    private void call(String name, String arguments, Names names) {
        Macro macro = Objects.requireNonNull(macros.get(name), () -> "no macro is named " + name);
        List<String> values = list(arguments);
        Names inner = names.inner();
        for (int i = 0; i < macro.parameters.size(); i++) {
            inner.set(macro.parameters.get(i), Expression.value(values.get(i), names));
        }
        items(macro.body, inner);
    }

    private static List<String> list(String text) {
        var parts = new ArrayList<String>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private static ByteOrder order(String name) {
        return name.equals("be") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static Charset charset(@Nullable String name) {
        return switch (name) {
            case "u16le" -> StandardCharsets.UTF_16LE;
            case "u16be" -> StandardCharsets.UTF_16BE;
            case "u32le" -> StandardCharsets.UTF_32LE;
            case "u32be" -> StandardCharsets.UTF_32BE;
            case null, default -> StandardCharsets.UTF_8;
        };
    }
}
