package io.gyre.analysis.user.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The functions of an ELF file by address: those of {@code .symtab}, or where that was stripped those of {@code .dynsym}. Names stay in the file and
 * are read when asked for.
 */
final class FunctionTable {
    /** Functions of one file; 21 bytes of memory each. */
    static final int MOST_FUNCTIONS = 1 << 20;
    private static final int READ_BYTES = 1 << 16;
    private static final int LONGEST_NAME = 512;
    /** Symbols that are looked at for one address: other names of the same function, and functions within functions. */
    private static final int MOST_TRIED = 64;
    private static final int TYPE_FUNCTION = 2;
    private static final int TYPE_INDIRECT_FUNCTION = 10;
    private static final int MACHINE_ARM = 40;

    private final ElfFile elf;
    private final boolean isFull;
    private final long namesOffset;
    private final long namesBytes;
    /** By address, unsigned. */
    private final long[] addresses;
    private final long[] sizes;
    private final int[] names;
    private final byte[] bindings;

    private FunctionTable(ElfFile elf, boolean isFull, ElfFile.Section strings, Symbols symbols) {
        this.elf = elf;
        this.isFull = isFull;
        this.namesOffset = strings.offset();
        this.namesBytes = strings.bytes();
        int[] sorted = IntStream.range(0, symbols.count).boxed()
                .sorted(Comparator.comparing((Integer i) -> symbols.addresses[i], Long::compareUnsigned)
                        .thenComparing(i -> i))
                .mapToInt(Integer::intValue).toArray();
        addresses = Arrays.stream(sorted).mapToLong(i -> symbols.addresses[i]).toArray();
        sizes = Arrays.stream(sorted).mapToLong(i -> symbols.sizes[i]).toArray();
        names = Arrays.stream(sorted).map(i -> symbols.names[i]).toArray();
        bindings = new byte[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            bindings[i] = symbols.bindings[sorted[i]];
        }
    }

    /**
     * A function, and a place in it.
     *
     * @param offset from where it begins, in bytes
     */
    record Place(String function, long offset) {}

    static FunctionTable read(ElfFile elf, ElfBytes bytes) throws ElfException {
        for (int type : new int[]{ ElfFile.Section.SYMBOLS, ElfFile.Section.DYNAMIC_SYMBOLS}) {
            for (ElfFile.Section section : elf.sections()) {
                if (section.type() == type) {
                    return read(elf, bytes, section);
                }
            }
        }
        return new FunctionTable(elf, false, new ElfFile.Section(0, 0, 0, 0, 0), new Symbols());
    }

    private static FunctionTable read(ElfFile elf, ElfBytes bytes, ElfFile.Section section) throws ElfException {
        int entryBytes = elf.is64() ? 24 : 16;
        if (section.entryBytes() != entryBytes) {
            throw bytes.error(ElfException.Kind.CORRUPT,
                    "a symbol takes " + section.entryBytes() + " bytes; expected " + entryBytes);
        }
        if (section.link() < 0 || section.link() >= elf.sections().size()) {
            throw bytes.error(ElfException.Kind.CORRUPT,
                    "the names of symbols are in section " + section.link() + " of " + elf.sections().size());
        }
        if (section.offset() < 0 || section.bytes() < 0 || section.bytes() > bytes.size() - section.offset()) {
            throw bytes.error(ElfException.Kind.TRUNCATED, "the table of symbols ends at "
                    + Long.toUnsignedString(section.offset() + section.bytes()) + "; the file has " + bytes.size());
        }
        var symbols = new Symbols();
        int step = READ_BYTES / entryBytes * entryBytes;
        for (long at = 0; at + entryBytes <= section.bytes(); at += step) {
            int length = (int) Math.min(step, (section.bytes() - at) / entryBytes * entryBytes);
            ByteBuffer some = bytes.read(section.offset() + at, length, "the table of symbols");
            for (int i = 0; i < length; i += entryBytes) {
                symbols.take(elf, some, i);
            }
            if (symbols.count > MOST_FUNCTIONS) {
                throw bytes.error(ElfException.Kind.TOO_LARGE, "more than " + MOST_FUNCTIONS + " functions");
            }
        }
        return new FunctionTable(elf, section.type() == ElfFile.Section.SYMBOLS,
                elf.sections().get(section.link()), symbols);
    }

    /** Symbols as they come. */
    private static final class Symbols {
        private long[] addresses = new long[64];
        private long[] sizes = new long[64];
        private int[] names = new int[64];
        private byte[] bindings = new byte[64];
        private int count;

        void take(ElfFile elf, ByteBuffer from, int at) {
            int information = from.get(at + (elf.is64() ? 4 : 12));
            int section = from.getShort(at + (elf.is64() ? 6 : 14));
            int type = information & 0xF;
            if (section == 0 || (type != TYPE_FUNCTION && type != TYPE_INDIRECT_FUNCTION)) {
                return;
            }
            if (count == addresses.length) {
                addresses = Arrays.copyOf(addresses, 2 * count);
                sizes = Arrays.copyOf(sizes, 2 * count);
                names = Arrays.copyOf(names, 2 * count);
                bindings = Arrays.copyOf(bindings, 2 * count);
            }
            long address = elf.is64() ? from.getLong(at + 8) : from.getInt(at + 4) & 0xFFFF_FFFFL;
            // The lowest bit says that the function is in Thumb code.
            addresses[count] = elf.machine() == MACHINE_ARM ? address & ~1L : address;
            sizes[count] = elf.is64() ? from.getLong(at + 16) : from.getInt(at + 8) & 0xFFFF_FFFFL;
            names[count] = from.getInt(at);
            bindings[count] = (byte) (information >> 4 & 0xF);
            count++;
        }
    }

    ElfFile elf() {
        return elf;
    }

    /** {@return whether local functions are here too} */
    boolean isFull() {
        return isFull;
    }

    int size() {
        return addresses.length;
    }

    /**
     * {@return the function that has an address}; empty when none has
     *
     * @param address as the file counts
     */
    Optional<Place> at(long address) throws ElfException {
        int last = lastUpTo(address);
        for (int i = last; i >= 0 && i > last - MOST_TRIED; i--) {
            if (address == addresses[i] || Long.compareUnsigned(address - addresses[i], sizes[i]) < 0) {
                return Optional.of(new Place(bestName(i), address - addresses[i]));
            }
        }
        return Optional.empty();
    }

    /** {@return the last function that begins no later; -1 for none} */
    private int lastUpTo(long address) {
        int low = 0;
        int high = addresses.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** {@return the name that people know best, of those that begin at the same address}: global before weak before local, fewest underscores. */
    private String bestName(int of) throws ElfException {
        try (ElfBytes bytes = ElfBytes.open(elf.file())) {
            String best = name(bytes, of);
            int bestRank = rank(of, best);
            for (int i = of - 1; i >= 0 && of - i < MOST_TRIED && addresses[i] == addresses[of]; i--) {
                String name = name(bytes, i);
                int rank = rank(i, name);
                if (rank < bestRank || (rank == bestRank && name.compareTo(best) < 0)) {
                    best = name;
                    bestRank = rank;
                }
            }
            return best;
        }
    }

    private int rank(int of, String name) {
        int underscores = 0;
        while (underscores < name.length() && name.charAt(underscores) == '_') {
            underscores++;
        }
        int binding = switch (bindings[of]) {
            case 1 -> 0;
            case 2 -> 1;
            default -> 2;
        };
        return binding * (LONGEST_NAME + 1) + underscores;
    }

    private String name(ElfBytes bytes, int of) throws ElfException {
        long at = names[of] & 0xFFFF_FFFFL;
        if (at >= namesBytes) {
            throw bytes.error(ElfException.Kind.CORRUPT,
                    "a name is said to be at " + at + " of " + namesBytes + " bytes of names");
        }
        byte[] read = bytes.read(namesOffset + at, (int) Math.min(LONGEST_NAME, namesBytes - at), "a name").array();
        int length = 0;
        while (length < read.length && read[length] != 0 && read[length] != '@') {
            length++;
        }
        // Names come into lines of text, and stacks are parted by semicolons.
        return new String(read, 0, length, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl};\\s]", "?");
    }
}
