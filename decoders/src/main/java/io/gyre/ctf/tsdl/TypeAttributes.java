package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.syntax.Statement;
import io.gyre.ctf.tsdl.syntax.Statement.Attribute;
import io.gyre.ctf.tsdl.syntax.TypeExpression;
import io.gyre.ctf.tsdl.syntax.Value;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of {@code integer}, {@code floating_point} and {@code string} (CTF 1.8 §4.1). */
final class TypeAttributes {
    private static final long MAX_ALIGNMENT = 1L << 30;

    private final Diagnostics diagnostics;
    private final ByteOrder nativeOrder;
    private final Set<String> clocks;

    /** @param clocks the names of all clocks of the trace */
    TypeAttributes(Diagnostics diagnostics, ByteOrder nativeOrder, Set<String> clocks) {
        this.diagnostics = diagnostics;
        this.nativeOrder = nativeOrder;
        this.clocks = clocks;
    }

    Type.FixedInteger integer(TypeExpression.IntegerType expression) throws MetadataException {
        var attributes = new Attributes(diagnostics, "an integer type", expression.offset(), expression.attributes());
        Attribute size = attributes.require("size");
        long lengthBits = attributes.natural(size);
        if (lengthBits < 1 || lengthBits > 64) {
            throw attributes.bad(size, "1 to 64");
        }
        Signedness signedness = attributes.bool("signed", false) ? Signedness.SIGNED : Signedness.UNSIGNED;
        int alignment = alignment(attributes, lengthBits % 8 == 0 ? 8 : 1);
        return new Type.FixedInteger((int) lengthBits, alignment, signedness, byteOrder(attributes), base(attributes),
                encoding(attributes),
                clock(attributes, signedness));
    }

    Type.FloatingPoint floatingPoint(TypeExpression.FloatingPointType expression) throws MetadataException {
        var attributes = new Attributes(diagnostics, "a floating point type", expression.offset(),
                expression.attributes());
        Attribute exponent = attributes.require("exp_dig");
        Attribute mantissa = attributes.require("mant_dig");
        long exponentBits = attributes.natural(exponent);
        int lengthBits = switch ((int) Math.min(exponentBits, 99)) {
            case 5 -> 16;
            case 8 -> 32;
            case 11 -> 64;
            case 15 -> 128;
            default -> throw attributes.bad(exponent, "5, 8, 11 or 15");
        };
        if (attributes.natural(mantissa) != lengthBits - exponentBits) {
            throw attributes.bad(mantissa,
                    (lengthBits - exponentBits) + " beside an exponent of " + exponentBits + " bits");
        }
        return new Type.FloatingPoint(lengthBits, alignment(attributes, 8), byteOrder(attributes));
    }

    Type.Text string(TypeExpression.StringType expression) throws MetadataException {
        var attributes = new Attributes(diagnostics, "a string type", expression.offset(), expression.attributes());
        encoding(attributes);
        return new Type.Text(StringEncoding.UTF_8);
    }

    private static int alignment(Attributes attributes, int otherwise) throws MetadataException {
        Attribute align = attributes.find("align");
        if (align == null) {
            return otherwise;
        }
        long bits = attributes.natural(align);
        if (!isAlignment(bits)) {
            throw attributes.bad(align, "a power of two");
        }
        return (int) bits;
    }

    static boolean isAlignment(long bits) {
        return Long.bitCount(bits) == 1 && bits > 0 && bits <= MAX_ALIGNMENT;
    }

    private ByteOrder byteOrder(Attributes attributes) throws MetadataException {
        Attribute order = attributes.find("byte_order");
        return order == null ? nativeOrder : byteOrder(attributes, order, nativeOrder);
    }

    /** @param nativeOrder null where {@code native} has no meaning, in the trace block */
    static ByteOrder byteOrder(Attributes attributes, Attribute order, @Nullable ByteOrder nativeOrder)
            throws MetadataException {
        String word = order.value() instanceof Value.Whole ? "" : attributes.text(order);
        if (word.equals("native") && nativeOrder != null) {
            return nativeOrder;
        }
        return switch (word) {
            case "be", "network" -> ByteOrder.BIG_ENDIAN;
            case "le" -> ByteOrder.LITTLE_ENDIAN;
            default -> throw attributes.bad(order, nativeOrder == null ? "be or le" : "native, network, be or le");
        };
    }

    private static DisplayBase base(Attributes attributes) throws MetadataException {
        Attribute base = attributes.find("base");
        if (base == null) {
            return DisplayBase.DECIMAL;
        }
        return switch (word(base)) {
            case "2", "b", "binary" -> DisplayBase.BINARY;
            case "8", "o", "oct", "octal" -> DisplayBase.OCTAL;
            case "10", "d", "i", "u", "dec", "decimal" -> DisplayBase.DECIMAL;
            case "16", "x", "X", "p", "hex", "hexadecimal" -> DisplayBase.HEXADECIMAL;
            default -> throw attributes.bad(base, "2, 8, 10, 16 or one of their names");
        };
    }

    /** A quoted word is none (so the tests of the format's makers). */
    private static String word(Attribute attribute) {
        return attribute.value() instanceof Value.Quoted ? "" : Attributes.plain(attribute.value()).toString();
    }

    private static @Nullable StringEncoding encoding(Attributes attributes) throws MetadataException {
        Attribute encoding = attributes.find("encoding");
        if (encoding == null) {
            return null;
        }
        return switch (word(encoding).toLowerCase(Locale.ROOT)) {
            case "none" -> null;
            case "utf8", "utf-8", "ascii" -> StringEncoding.UTF_8;
            default -> throw attributes.bad(encoding, "none, UTF8 or ASCII");
        };
    }

    private @Nullable String clock(Attributes attributes, Signedness signedness) throws MetadataException {
        Attribute map = attributes.find("map");
        if (map == null) {
            return null;
        }
        List<String> path = switch (map.value()) {
            case Value.Name name -> name.parts();
            case Value.Quoted quoted -> List.of(quoted.text().split("\\.", -1));
            case Value.Whole _ -> List.of();
        };
        if (path.size() != 3 || !path.getFirst().equals("clock") || !path.getLast().equals("value")) {
            throw attributes.bad(map, "clock.NAME.value");
        } else if (!clocks.contains(path.get(1))) {
            throw attributes.bad(map,
                    "the name of a clock of this trace: " + (clocks.isEmpty() ? "there is none" : clocks));
        } else if (signedness == Signedness.SIGNED) {
            throw attributes.bad(map, "no map, because the integer is signed");
        }
        return path.get(1);
    }
}
