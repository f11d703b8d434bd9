package io.gyre.ctf.layout;

/**
 * What is known of a bit position before anything is decoded: {@code position ≡ residue (mod modulus)}, counted from the
 * packet's start.
 *
 * @param modulus a power of two up to {@link #LIMIT}; 1 when nothing is known
 */
record Position(int modulus, int residue) {
    /** Alignments beyond this are worked out while reading. */
    static final int LIMIT = 1 << 12;
    static final Position PACKET_START = new Position(LIMIT, 0);
    static final Position ANYWHERE = new Position(1, 0);

    Position advance(long bits) {
        return new Position(modulus, (int) ((residue + bits) & (modulus - 1)));
    }

    /** {@return how many bits of padding an alignment takes here, or -1 when that is not known} */
    int padding(int alignment) {
        return modulus >= alignment ? -residue & (alignment - 1) : -1;
    }

    Position aligned(int alignment) {
        int padding = padding(alignment);
        return padding >= 0 ? advance(padding) : new Position(Math.min(alignment, LIMIT), 0);
    }

    /** {@return what is known when either may be the case} */
    Position join(Position other) {
        int common = Math.min(modulus, other.modulus);
        while (((residue ^ other.residue) & (common - 1)) != 0) {
            common >>= 1;
        }
        return new Position(common, residue & (common - 1));
    }

    /** {@return the bit within the byte, 0 to 7, or {@link Instruction#UNKNOWN_PHASE}} */
    int phase() {
        return modulus >= 8 ? residue & 7 : Instruction.UNKNOWN_PHASE;
    }
}
