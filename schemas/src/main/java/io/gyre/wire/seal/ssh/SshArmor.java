package io.gyre.wire.seal.ssh;

import io.gyre.wire.SealException;
import java.util.Base64;
import java.util.List;

/** OpenSSH's armor: base64 in lines of 70 columns between a BEGIN and an END line. */
enum SshArmor {
    PRIVATE_KEY("OPENSSH PRIVATE KEY", SealException.Kind.KEY_MALFORMED), SIGNATURE("SSH SIGNATURE",
            SealException.Kind.SIGNATURE_MALFORMED);

    private static final int COLUMNS = 70;
    /** Far beyond any key or signature of Ed25519. */
    private static final int MAX_CHARS = 64 << 10;

    private final String label;
    private final SealException.Kind kind;

    SshArmor(String label, SealException.Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    String wrap(byte[] bytes) {
        var text = new StringBuilder(begin()).append('\n');
        String base64 = Base64.getEncoder().encodeToString(bytes);
        for (int at = 0; at < base64.length(); at += COLUMNS) {
            text.append(base64, at, Math.min(base64.length(), at + COLUMNS)).append('\n');
        }
        return text.append(end()).append('\n').toString();
    }

    byte[] unwrap(String armored, String resource) throws SealException {
        List<String> lines = armored.length() > MAX_CHARS
                ? List.of()
                : armored.strip().lines().map(String::strip).toList();
        if (lines.size() < 3 || !lines.getFirst().equals(begin()) || !lines.getLast().equals(end())) {
            throw new SealException(kind, resource, "not armored: no text between " + begin() + " and " + end());
        }
        try {
            return Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
        } catch (IllegalArgumentException e) {
            throw new SealException(kind, resource, "between " + begin() + " and " + end() + " is no base64", e);
        }
    }

    private String begin() {
        return "-----BEGIN " + label + "-----";
    }

    private String end() {
        return "-----END " + label + "-----";
    }
}
