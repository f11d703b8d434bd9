package io.gyre.analysis.user.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What an ELF file says of itself: headers, not contents.
 *
 * <pre>
 *           0    4 5 6      16   18      24       +word    +word    +word
 * header    7f ELF class data …  type machine …   entry    phoff    shoff   flags ehsize phentsize phnum shentsize shnum shstrndx
 * </pre>
 *
 * @param is64 whether words have 64 bits
 * @param machine the architecture, as {@code EM_…} of elf.h
 * @param sections none where the file has none
 * @param lowestAddress of what is loaded into memory; 0 where nothing is
 * @param buildId in hexadecimal; empty where there is none
 */
record ElfFile(Path file, boolean is64, ByteOrder order, int machine, List<Section> sections, long lowestAddress,
        String buildId) {

    private static final int IDENTITY_BYTES = 16;
    private static final int MOST_HEADERS = 1 << 16;
    private static final int MOST_NOTE_BYTES = 1 << 16;
    private static final int LONGEST_BUILD_ID = 64;
    private static final int TYPE_EXECUTABLE = 2;
    private static final int TYPE_SHARED = 3;
    private static final int SEGMENT_LOAD = 1;
    private static final int SEGMENT_NOTE = 4;
    private static final int NOTE_BUILD_ID = 3;

    /**
     * A section.
     *
     * @param type as {@code SHT_…} of elf.h
     * @param link the number of the section that this one refers to
     */
    record Section(int type, long offset, long bytes, int link, long entryBytes) {
        static final int SYMBOLS = 2;
        static final int NOTES = 7;
        static final int DYNAMIC_SYMBOLS = 11;
    }

    private record Segment(int type, long offset, long address, long bytes) {}

    ElfFile {
        sections = List.copyOf(sections);
    }

    static ElfFile read(Path path, ElfBytes bytes) throws ElfException {
        byte[] identity = bytes.read(0, IDENTITY_BYTES, "the ELF header").array();
        if (identity[0] != 0x7f || identity[1] != 'E' || identity[2] != 'L' || identity[3] != 'F') {
            throw bytes.error(ElfException.Kind.NOT_ELF, "no ELF file");
        }
        if (identity[4] < 1 || identity[4] > 2 || identity[5] < 1 || identity[5] > 2) {
            throw bytes.error(ElfException.Kind.UNSUPPORTED,
                    "class " + identity[4] + " and data encoding " + identity[5] + "; known are 1 and 2");
        }
        boolean is64 = identity[4] == 2;
        ByteOrder order = bytes.order(identity[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new Reader(path, bytes, is64, order).file();
    }

    /** Reads one file's headers. */
    private static final class Reader {
        private final Path path;
        private final ElfBytes bytes;
        private final boolean is64;
        private final ByteOrder order;

        Reader(Path path, ElfBytes bytes, boolean is64, ByteOrder order) {
            this.path = path;
            this.bytes = bytes;
            this.is64 = is64;
            this.order = order;
        }

        ElfFile file() throws ElfException {
            ByteBuffer header = bytes.read(0, is64 ? 64 : 52, "the ELF header");
            int type = header.getShort(16);
            if (type != TYPE_EXECUTABLE && type != TYPE_SHARED) {
                throw bytes.error(ElfException.Kind.UNSUPPORTED,
                        "neither a program nor a library, but of type " + (type & 0xFFFF));
            }
            int word = is64 ? 8 : 4;
            int counts = 24 + 3 * word + 6;
            List<Section> sections = sections(word(header, 24 + 2 * word), header.getShort(counts + 4) & 0xFFFF,
                    header.getShort(counts + 6) & 0xFFFF);
            List<Segment> segments = segments(word(header, 24 + word), header.getShort(counts) & 0xFFFF,
                    header.getShort(counts + 2) & 0xFFFF);
            long lowest = segments.stream().filter(segment -> segment.type == SEGMENT_LOAD).map(Segment::address)
                    .min(Long::compareUnsigned).orElse(0L);
            return new ElfFile(path, is64, order, header.getShort(18) & 0xFFFF, sections, lowest,
                    buildId(sections, segments));
        }

        private long word(ByteBuffer from, int at) {
            return is64 ? from.getLong(at) : from.getInt(at) & 0xFFFF_FFFFL;
        }

        private List<Section> sections(long offset, int entryBytes, int headerCount) throws ElfException {
            var sections = new ArrayList<Section>();
            if (offset == 0) {
                return sections;
            }
            check("section", entryBytes, is64 ? 64 : 40);
            long count = headerCount;
            if (count == 0) { // more than the header can say: the first section has the number
                count = section(bytes.read(offset, entryBytes, "a section header")).bytes;
            }
            if (count < 0 || count > MOST_HEADERS) {
                throw bytes.error(ElfException.Kind.TOO_LARGE,
                        Long.toUnsignedString(count) + " sections; at most " + MOST_HEADERS + " are read");
            }
            ByteBuffer table = bytes.read(offset, Math.toIntExact(count * entryBytes), "the table of sections");
            for (int i = 0; i < count; i++) {
                sections.add(section(table.slice(i * entryBytes, entryBytes).order(order)));
            }
            return sections;
        }

        private Section section(ByteBuffer entry) {
            return is64
                    ? new Section(entry.getInt(4), entry.getLong(24), entry.getLong(32), entry.getInt(40),
                            entry.getLong(56))
                    : new Section(entry.getInt(4), word(entry, 16), word(entry, 20), entry.getInt(24),
                            word(entry, 36));
        }

        private List<Segment> segments(long offset, int entryBytes, int count) throws ElfException {
            var segments = new ArrayList<Segment>();
            if (offset == 0 || count == 0) {
                return segments;
            }
            check("segment", entryBytes, is64 ? 56 : 32);
            ByteBuffer table = bytes.read(offset, count * entryBytes, "the table of segments");
            for (int i = 0; i < count; i++) {
                int at = i * entryBytes;
                segments.add(is64
                        ? new Segment(table.getInt(at), table.getLong(at + 8), table.getLong(at + 16),
                                table.getLong(at + 32))
                        : new Segment(table.getInt(at), word(table, at + 4), word(table, at + 8),
                                word(table, at + 16)));
            }
            return segments;
        }

        private void check(String what, int entryBytes, int expected) throws ElfException {
            if (entryBytes != expected) {
                throw bytes.error(ElfException.Kind.CORRUPT,
                        "a " + what + " header takes " + entryBytes + " bytes; expected " + expected);
            }
        }

        /** Sections first: a file of debug information has the segments' headers, but not what is in them. */
        private String buildId(List<Section> sections, List<Segment> segments) throws ElfException {
            for (Section section : sections) {
                if (section.type == Section.NOTES) {
                    String id = buildId(section.offset, section.bytes);
                    if (!id.isEmpty()) {
                        return id;
                    }
                }
            }
            for (Segment segment : sections.isEmpty() ? segments : List.<Segment>of()) {
                if (segment.type == SEGMENT_NOTE) {
                    String id = buildId(segment.offset, segment.bytes);
                    if (!id.isEmpty()) {
                        return id;
                    }
                }
            }
            return "";
        }

        private String buildId(long offset, long length) throws ElfException {
            if (length < 0 || length > MOST_NOTE_BYTES) {
                return "";
            }
            ByteBuffer notes = bytes.read(offset, (int) length, "a note");
            while (notes.remaining() >= 12) {
                long nameBytes = notes.getInt() & 0xFFFF_FFFFL;
                long idBytes = notes.getInt() & 0xFFFF_FFFFL;
                int type = notes.getInt();
                long name = aligned(nameBytes);
                if (name + idBytes > notes.remaining()) {
                    return "";
                }
                byte[] owner = new byte[(int) nameBytes];
                notes.get(notes.position(), owner);
                if (type == NOTE_BUILD_ID && idBytes > 0 && idBytes <= LONGEST_BUILD_ID
                        && new String(owner, StandardCharsets.ISO_8859_1).equals("GNU\0")) {
                    byte[] id = new byte[(int) idBytes];
                    notes.get(notes.position() + (int) name, id);
                    return HexFormat.of().formatHex(id);
                }
                notes.position((int) Math.min(notes.limit(), notes.position() + name + aligned(idBytes)));
            }
            return "";
        }

        private static long aligned(long length) {
            return (length + 3) & ~3L;
        }
    }
}
