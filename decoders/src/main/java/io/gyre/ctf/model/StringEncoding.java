package io.gyre.ctf.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How the code units of a string field are laid out. */
public enum StringEncoding {
    UTF_8(1, StandardCharsets.UTF_8), UTF_16BE(2, StandardCharsets.UTF_16BE), UTF_16LE(2,
            StandardCharsets.UTF_16LE), UTF_32BE(4, StandardCharsets.UTF_32BE), UTF_32LE(4, StandardCharsets.UTF_32LE);

    private final int codeUnitBytes;
    private final Charset charset;

    StringEncoding(int codeUnitBytes, Charset charset) {
        this.codeUnitBytes = codeUnitBytes;
        this.charset = charset;
    }

    public int codeUnitBytes() {
        return codeUnitBytes;
    }

    public Charset charset() {
        return charset;
    }
}
