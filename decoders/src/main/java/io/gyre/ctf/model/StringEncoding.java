package io.gyre.ctf.model;

/** How the code units of a string field are laid out. */
public enum StringEncoding {
    UTF_8(1), UTF_16BE(2), UTF_16LE(2), UTF_32BE(4), UTF_32LE(4);

    private final int codeUnitBytes;

    StringEncoding(int codeUnitBytes) {
        this.codeUnitBytes = codeUnitBytes;
    }

    public int codeUnitBytes() {
        return codeUnitBytes;
    }
}
