package io.gyre.wire.seal.ssh;

import io.gyre.wire.SealException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart one line of an {@code allowed_signers} file (ssh-keygen(1), ALLOWED SIGNERS):
 * {@code principals [options] keytype base64 [comment]}, where options are separated by commas and their values quoted.
 */
final class SignerLine {
    private static final String CERT_AUTHORITY = "cert-authority";
    private static final String NAMESPACES = "namespaces";
    private static final String VALID_AFTER = "valid-after";
    private static final String VALID_BEFORE = "valid-before";

    private final String text;
    private final int number;
    private final String resource;
    private int position;
    private @Nullable String namespaces;
    private @Nullable Instant validAfter;
    private @Nullable Instant validBefore;

    SignerLine(String text, int number, String file) {
        this.text = text.strip();
        this.number = number;
        this.resource = file + ":" + number;
    }

    /** What a line comes to. */
    sealed interface Outcome {
        record Signer(AllowedSigner signer) implements Outcome {}

        /** The line is sound, and Gyre has no use for its key. */
        record Ignored(String reason) implements Outcome {}
    }

    Outcome parse() throws SealException {
        String principals = word();
        if (principals.startsWith("\"") && principals.endsWith("\"") && principals.length() > 1) {
            principals = principals.substring(1, principals.length() - 1);
        }
        int at = position;
        String type = word();
        if (!isKeyType(type)) {
            readOptions(type);
            at = position;
            type = word();
        }
        if (!isKeyType(type)) {
            throw malformed("'" + SshPublicKey.printable(type) + "' is no key type");
        }
        if (!type.equals(SshPublicKey.TYPE)) {
            return new Outcome.Ignored(resource + ": the key of " + SshPublicKey.printable(principals) + " is of type "
                    + SshPublicKey.printable(type) + "; Gyre uses " + SshPublicKey.TYPE);
        }
        SshPublicKey key = SshPublicKey.parse(text.substring(at), resource);
        return new Outcome.Signer(new AllowedSigner(number, principals, namespaces, validAfter, validBefore, key));
    }

    /** {@return the next word}, in which blanks between quotes belong to it */
    private String word() throws SealException {
        boolean quoted = false;
        int from = position;
        while (position < text.length() && (quoted || !isBlank(text.charAt(position)))) {
            char c = text.charAt(position);
            if (c == '\\' && quoted && position + 1 < text.length()) {
                position++;
            } else if (c == '"') {
                quoted = !quoted;
            }
            position++;
        }
        if (quoted || from == position) {
            throw malformed(quoted ? "a quote is not closed" : "principals, a key type and a key must be there");
        }
        String word = text.substring(from, position);
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
        return word;
    }

    private void readOptions(String options) throws SealException {
        int at = 0;
        while (at < options.length()) {
            int end = at;
            boolean quoted = false;
            while (end < options.length() && (quoted || options.charAt(end) != ',')) {
                if (options.charAt(end) == '\\' && quoted) {
                    end++;
                } else if (options.charAt(end) == '"') {
                    quoted = !quoted;
                }
                end++;
            }
            readOption(options.substring(at, Math.min(end, options.length())));
            at = end + 1;
        }
    }

    private void readOption(String option) throws SealException {
        int equals = option.indexOf('=');
        String name = (equals < 0 ? option : option.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : option.substring(equals + 1);
        if (name.equals(CERT_AUTHORITY)) {
            throw new SealException(SealException.Kind.KEY_UNSUPPORTED, resource,
                    "certificate authorities (" + CERT_AUTHORITY + ") are not supported; list the signers' own keys");
        }
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        if (!quoted) {
            throw malformed("the option '" + SshPublicKey.printable(option) + "' is unknown or has no quoted value");
        }
        String plain = value.substring(1, value.length() - 1).replace("\\\"", "\"");
        switch (name) {
            case NAMESPACES -> namespaces = once(namespaces, plain, name);
            case VALID_AFTER -> validAfter = once(validAfter, time(plain), name);
            case VALID_BEFORE -> validBefore = once(validBefore, time(plain), name);
            default -> throw malformed("unknown option '" + SshPublicKey.printable(name) + "'");
        }
    }

    private <T> T once(@Nullable T before, T value, String name) throws SealException {
        if (before != null) {
            throw malformed("the option " + name + " is there twice");
        }
        return value;
    }

    /** {@code YYYYMMDD[HHMM[SS]]}, in the system's time zone, or in UTC when a {@code Z} follows. */
    private Instant time(String value) throws SealException {
        boolean utc = value.endsWith("Z") || value.endsWith("z");
        String digits = utc ? value.substring(0, value.length() - 1) : value;
        try {
            LocalDateTime local = switch (digits.length()) {
                case 8 -> LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay();
                case 12, 14 -> LocalDate.parse(digits.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE)
                        .atTime(LocalTime.parse(digits.substring(8),
                                DateTimeFormatter.ofPattern(digits.length() == 12 ? "HHmm" : "HHmmss", Locale.ROOT)));
                default -> throw new DateTimeException("its length is " + digits.length());
            };
            return local.atZone(utc ? ZoneOffset.UTC : ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource,
                    "'" + SshPublicKey.printable(value) + "' is no time of the form YYYYMMDD[HHMM[SS]][Z]", e);
        }
    }

    private static boolean isKeyType(String word) {
        return word.matches("(ssh|ecdsa|sk-ssh|sk-ecdsa|rsa|webauthn)-[A-Za-z0-9@.-]*");
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private SealException malformed(String message) {
        return new SealException(SealException.Kind.KEY_MALFORMED, resource, message);
    }
}
