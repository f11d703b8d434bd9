package io.gyre.ctf.filter;

import io.gyre.ctf.model.StringEncoding;
import java.util.Arrays;

/** Comparisons of strings as they lie in a packet, for generated code and for the interpreter. */
public final class Texts {
    private Texts() {}

    public static boolean matches(byte[] buffer, int offset, int length, StringEncoding encoding,
            GlobPattern pattern) {
        return encoding == StringEncoding.UTF_8
                ? pattern.matches(buffer, offset, length)
                : pattern.matches(new String(buffer, offset, length, encoding.charset()));
    }

    /** {@return whether two strings of one packet are the same} */
    public static boolean same(byte[] buffer, int offset, int length, StringEncoding encoding, int otherOffset,
            int otherLength, StringEncoding otherEncoding) {
        return encoding == otherEncoding
                ? Arrays.equals(buffer, offset, offset + length, buffer, otherOffset, otherOffset + otherLength)
                : new String(buffer, offset, length, encoding.charset())
                        .equals(new String(buffer, otherOffset, otherLength, otherEncoding.charset()));
    }
}
