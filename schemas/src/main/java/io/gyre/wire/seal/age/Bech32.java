package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Bech32 (BIP 173) without its limit of 90 characters, as age writes its keys: {@code prefix 1 data checksum}. */
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int CHECKSUM_CHARS = 6;
    /** Longer than any key there is, so that a wrong file is not chewed through. */
    private static final int MAX_CHARS = 8192;

    private Bech32() {}

    /** {@return the text}, in lower case */
    static String encode(String prefix, byte[] data) {
        var text = new StringBuilder(prefix).append('1');
        int checksum = prefixChecksum(prefix);
        int bits = 0;
        int value = 0;
        for (byte b : data) {
            value = (value << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                checksum = append(text, checksum, (value >>> bits) & 31);
            }
        }
        if (bits > 0) {
            checksum = append(text, checksum, (value << (5 - bits)) & 31);
        }
        for (int i = 0; i < CHECKSUM_CHARS; i++) {
            checksum = step(checksum, 0);
        }
        checksum ^= 1;
        for (int i = CHECKSUM_CHARS - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt((checksum >>> (5 * i)) & 31));
        }
        return text.toString();
    }

    /** {@return the data}; the errors do not repeat the text, which may be secret */
    static byte[] decode(String prefix, String text, String resource) throws SealException {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw malformed(resource, "mixes upper and lower case");
        }
        if (!lower.startsWith(prefix + "1") || lower.length() < prefix.length() + 1 + CHECKSUM_CHARS
                || lower.length() > MAX_CHARS) {
            throw malformed(resource, "is no key that begins with '" + prefix + "1'");
        }
        int checksum = prefixChecksum(prefix);
        var data = new ByteArrayOutputStream();
        int bits = 0;
        int value = 0;
        for (int i = prefix.length() + 1; i < lower.length(); i++) {
            int digit = ALPHABET.indexOf(lower.charAt(i));
            if (digit < 0) {
                throw malformed(resource, "has a character at column " + (i + 1) + " that keys do not use");
            }
            checksum = step(checksum, digit);
            if (i >= lower.length() - CHECKSUM_CHARS) {
                continue;
            }
            value = ((value << 5) | digit) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                data.write(value >>> bits);
            }
        }
        if (checksum != 1) {
            throw malformed(resource, "has a wrong checksum: a character was changed, lost or added");
        }
        if (bits >= 5 || (value & ((1 << bits) - 1)) != 0) {
            throw malformed(resource, "has bits left over");
        }
        return data.toByteArray();
    }

    private static int prefixChecksum(String prefix) {
        int checksum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            checksum = step(checksum, prefix.charAt(i) >>> 5);
        }
        checksum = step(checksum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            checksum = step(checksum, prefix.charAt(i) & 31);
        }
        return checksum;
    }

    private static int append(StringBuilder text, int checksum, int digit) {
        text.append(ALPHABET.charAt(digit));
        return step(checksum, digit);
    }

    private static int step(int checksum, int digit) {
        int next = ((checksum & 0x1ffffff) << 5) ^ digit;
        for (int i = 0; i < GENERATOR.length; i++) {
            if (((checksum >>> (25 + i)) & 1) != 0) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }

    private static SealException malformed(String resource, String message) {
        return new SealException(SealException.Kind.KEY_MALFORMED, resource, "the key " + message);
    }
}
