package io.gyre.analysis.user.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes a library that has symbols, a build id and nothing else, in any of the four layouts of ELF. */
final class TinyElf {
    static final int SYMTAB = 2;
    static final int DYNSYM = 11;
    static final int FUNCTION = 2;
    static final int OBJECT = 1;

    private final boolean is64;
    private final ByteOrder order;
    private final List<Symbol> symbols = new ArrayList<>();
    private String buildId = "";
    private long loaded;
    private int tableType = SYMTAB;
    private int machine = 62;

    private record Symbol(String name, long address, long size, int information, int section) {}

    TinyElf(boolean is64, ByteOrder order) {
        this.is64 = is64;
        this.order = order;
    }

    static TinyElf usual() {
        return new TinyElf(true, ByteOrder.LITTLE_ENDIAN);
    }

    TinyElf buildId(String hex) {
        buildId = hex;
        return this;
    }

    /** @param address that the file gives the first byte that is mapped */
    TinyElf loadedAt(long address) {
        loaded = address;
        return this;
    }

    TinyElf table(int type) {
        tableType = type;
        return this;
    }

    TinyElf machine(int newMachine) {
        machine = newMachine;
        return this;
    }

    TinyElf function(String name, long address, long size) {
        return symbol(name, address, size, 1, FUNCTION, 1);
    }

    /** @param binding 0 is local, 1 global, 2 weak */
    TinyElf symbol(String name, long address, long size, int binding, int type, int section) {
        symbols.add(new Symbol(name, address, size, binding << 4 | type, section));
        return this;
    }

    Path write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        int header = is64 ? 64 : 52;
        int segment = is64 ? 56 : 32;
        int section = is64 ? 64 : 40;
        int symbol = is64 ? 24 : 16;
        var names = new StringBuilder("\0");
        ByteBuffer table = buffer((symbols.size() + 1) * symbol);
        table.position(symbol);
        for (Symbol of : symbols) {
            table.putInt(names.length());
            if (is64) {
                table.put((byte) of.information).put((byte) 0).putShort((short) of.section).putLong(of.address)
                        .putLong(of.size);
            } else {
                table.putInt((int) of.address).putInt((int) of.size).put((byte) of.information).put((byte) 0)
                        .putShort((short) of.section);
            }
            names.append(of.name).append('\0');
        }
        byte[] strings = names.toString().getBytes(StandardCharsets.UTF_8);
        byte[] id = HexFormat.of().parseHex(buildId);
        // Another note comes first, of a length that must be rounded up.
        ByteBuffer notes = buffer(20 + (id.length == 0 ? 0 : 16 + id.length));
        notes.putInt(5).putInt(0).putInt(1).put("Some\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        if (id.length > 0) {
            notes.putInt(4).putInt(id.length).putInt(3).put("GNU\0".getBytes(StandardCharsets.US_ASCII)).put(id);
        }
        int sections = header + 2 * segment;
        int contents = sections + 4 * section;
        int stringsAt = contents + table.capacity();
        int notesAt = stringsAt + strings.length;
        ByteBuffer file = buffer(notesAt + notes.capacity());
        file.put(new byte[]{ 0x7f, 'E', 'L', 'F', (byte) (is64 ? 2 : 1),
                (byte) (order.equals(ByteOrder.LITTLE_ENDIAN) ? 1 : 2), 1});
        file.position(16);
        file.putShort((short) 3).putShort((short) machine).putInt(1);
        word(word(word(file, 0), header), sections).putInt(0);
        for (int value : new int[]{ header, segment, 2, section, 4, 0}) {
            file.putShort((short) value);
        }
        segment(file, loaded + 0x2000);
        segment(file, loaded);
        section(file, 0, 0, 0, 0, 0);
        section(file, tableType, contents, table.capacity(), 2, symbol);
        section(file, 3, stringsAt, strings.length, 0, 0);
        section(file, 7, notesAt, notes.capacity(), 0, 0);
        file.put(table.flip().limit(table.capacity())).put(strings).put(notes.flip());
        byte[] bytes = new byte[file.capacity()];
        file.get(0, bytes);
        return bytes;
    }

    private ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    private ByteBuffer word(ByteBuffer to, long value) {
        return is64 ? to.putLong(value) : to.putInt((int) value);
    }

    private void segment(ByteBuffer to, long address) {
        to.putInt(1);
        if (is64) {
            to.putInt(5);
        }
        word(word(word(word(word(to, 0), address), address), 0x1000), 0x1000);
        if (!is64) {
            to.putInt(5);
        }
        word(to, 0x1000);
    }

    private void section(ByteBuffer to, int type, int offset, int bytes, int link, int entryBytes) {
        to.putInt(0).putInt(type);
        word(word(word(word(to, 0), 0), offset), bytes).putInt(link).putInt(0);
        word(word(to, 1), entryBytes);
    }
}
