package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The header of an age file: text, of which {@link AgeFile} gives the grammar.
 *
 * @param macBytes how much of the file the MAC is over
 * @param length of the header in the file, its last line feed included
 */
record AgeHeader(List<AgeStanza> stanzas, int macBytes, byte[] mac, int length) {

    private static final String VERSION = "age-encryption.org/v1";
    private static final String VERSION_PREFIX = "age-encryption.org/";
    private static final String STANZA = "-> ";
    private static final String FOOTER = "---";
    private static final int COLUMNS = 64;
    private static final int BODY_LINE_BYTES = 48;
    private static final int MAX_STANZAS = 1000;
    private static final int MAX_LINE = 4096;
    private static final int MAX_BODY_BYTES = 64 << 10;

    /** {@return the header's bytes, MAC included} */
    static byte[] write(List<AgeStanza> stanzas, byte[] fileKey) {
        var text = new StringBuilder(VERSION).append('\n');
        for (AgeStanza stanza : stanzas) {
            text.append(STANZA).append(stanza.type());
            stanza.arguments().forEach(argument -> text.append(' ').append(argument));
            text.append('\n');
            byte[] body = stanza.body();
            for (int at = 0; at <= body.length; at += BODY_LINE_BYTES) {
                int end = Math.min(body.length, at + BODY_LINE_BYTES);
                text.append(AgeKeys.base64(Arrays.copyOfRange(body, at, end))).append('\n');
            }
        }
        text.append(FOOTER);
        byte[] mac = mac(fileKey, ascii(text));
        return ascii(text.append(' ').append(AgeKeys.base64(mac)).append('\n'));
    }

    static AgeHeader read(byte[] file, String resource) throws SealException {
        return new Reader(file, resource).header();
    }

    /** Checks that the header is the one that the file key's owner wrote. */
    void verify(byte[] fileKey, byte[] file, String resource) throws SealException {
        if (!MessageDigest.isEqual(mac(fileKey, Arrays.copyOf(file, macBytes)), mac)) {
            throw new SealException(SealException.Kind.CORRUPT, resource,
                    "the header's MAC does not fit: it was changed");
        }
    }

    private static byte[] mac(byte[] fileKey, byte[] header) {
        return AgeKeys.hmac(AgeKeys.derive(fileKey, new byte[0], "header"), header);
    }

    private static byte[] ascii(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Reader {
        private final byte[] file;
        private final String resource;
        private int position;

        Reader(byte[] file, String resource) {
            this.file = file;
            this.resource = resource;
        }

        AgeHeader header() throws SealException {
            readVersion();
            var stanzas = new ArrayList<AgeStanza>();
            while (true) {
                int lineAt = position;
                String line = line();
                if (line.startsWith(FOOTER)) {
                    return footer(stanzas, lineAt, line);
                }
                if (!line.startsWith(STANZA) || stanzas.size() >= MAX_STANZAS) {
                    throw corrupt(lineAt, "neither a recipient stanza (" + MAX_STANZAS + " at most) nor the MAC");
                }
                stanzas.add(stanza(line.substring(STANZA.length()), lineAt));
            }
        }

        private void readVersion() throws SealException {
            String line = line();
            if (!line.equals(VERSION)) {
                if (line.startsWith(VERSION_PREFIX)) {
                    throw new SealException(SealException.Kind.TOO_NEW, resource,
                            "sealed as " + line + ", and this version of Gyre reads " + VERSION);
                }
                throw corrupt(0, "no age file: it does not begin with " + VERSION);
            }
        }

        private AgeHeader footer(List<AgeStanza> stanzas, int lineAt, String line) throws SealException {
            byte[] mac = line.startsWith(FOOTER + " ") ? AgeKeys.fromBase64(line.substring(FOOTER.length() + 1)) : null;
            if (mac == null || mac.length != 32 || stanzas.isEmpty()) {
                throw corrupt(lineAt, "the header's last line is no MAC, or no recipient is before it");
            }
            if (stanzas.size() > 1 && stanzas.stream().anyMatch(stanza -> stanza.type().equals("scrypt"))) {
                throw corrupt(lineAt, "a passphrase beside other recipients");
            }
            return new AgeHeader(List.copyOf(stanzas), lineAt + FOOTER.length(), mac, position);
        }

        private AgeStanza stanza(String line, int lineAt) throws SealException {
            List<String> words = List.of(line.split(" ", -1));
            if (words.contains("")) {
                throw corrupt(lineAt, "an empty argument in a recipient stanza");
            }
            return new AgeStanza(words.getFirst(), words.subList(1, words.size()), body());
        }

        private byte[] body() throws SealException {
            byte[] body = new byte[0];
            while (true) {
                int lineAt = position;
                String line = line();
                byte[] part = AgeKeys.fromBase64(line);
                if (part == null || line.length() > COLUMNS || body.length > MAX_BODY_BYTES) {
                    throw corrupt(lineAt, "a recipient stanza's body is no base64 in lines of " + COLUMNS + " columns");
                }
                body = AgeKeys.concat(body, part);
                if (line.length() < COLUMNS) {
                    return body;
                }
            }
        }

        /** {@return the next line, of visible ASCII and spaces}, without its line feed */
        private String line() throws SealException {
            int from = position;
            int end = from;
            while (end < file.length && file[end] != '\n') {
                if (file[end] < 0x20 || file[end] > 0x7e || end - from >= MAX_LINE) {
                    throw corrupt(end, "a header line holds only visible ASCII, " + MAX_LINE + " characters at most");
                }
                end++;
            }
            if (end == file.length) {
                throw corrupt(end, "the file ends within its header; it is cut short");
            }
            position = end + 1;
            return new String(file, from, end - from, StandardCharsets.US_ASCII);
        }

        private SealException corrupt(int at, String message) {
            return new SealException(SealException.Kind.CORRUPT, resource, "byte " + at + ": " + message);
        }
    }
}
