package io.gyre.analysis.user.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.user.elf.FunctionTable.Place;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionTableTest {
    @TempDir
    private Path folder;

    private static FunctionTable open(Path file) throws ElfException {
        try (ElfBytes bytes = ElfBytes.open(file)) {
            return FunctionTable.read(ElfFile.read(file, bytes), bytes);
        }
    }

    private FunctionTable open(TinyElf elf) throws IOException, ElfException {
        return open(elf.write(folder.resolve("tiny")));
    }

    private static String at(FunctionTable table, long address) throws ElfException {
        return table.at(address).map(place -> place.function() + "+" + place.offset()).orElse("");
    }

    @ParameterizedTest
    @CsvSource({ "true, LITTLE_ENDIAN", "true, BIG_ENDIAN", "false, LITTLE_ENDIAN", "false, BIG_ENDIAN"})
    void everyLayoutIsRead(boolean is64, String order) throws Exception {
        ByteOrder bytes = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        FunctionTable table = open(new TinyElf(is64, bytes).buildId("0102fffe").loadedAt(0x10000)
                .function("second", 0x1200, 0x20).function("first", 0x1000, 0x100)
                .symbol("data", 0x1300, 0x10, 1, TinyElf.OBJECT, 1).symbol("undefined", 0, 0, 1, TinyElf.FUNCTION, 0));
        assertEquals("0102fffe", table.elf().buildId());
        assertEquals(0x10000, table.elf().lowestAddress());
        assertEquals(2, table.size());
        assertTrue(table.isFull());
        assertEquals("first+0", at(table, 0x1000));
        assertEquals("first+255", at(table, 0x10ff));
        assertEquals("", at(table, 0x1100), "between functions");
        assertEquals("second+31", at(table, 0x121f));
        assertEquals("", at(table, 0x1220));
        assertEquals("", at(table, 0x1300), "data");
        assertEquals("", at(table, 0xfff));
        assertEquals("", at(table, -1));
    }

    @Test
    void ofSeveralNamesPeopleKnowOne() throws Exception {
        FunctionTable table = open(TinyElf.usual().symbol("__libc_malloc", 0x10, 8, 1, TinyElf.FUNCTION, 1)
                .symbol("malloc@@GLIBC_2.2.5", 0x10, 8, 1, TinyElf.FUNCTION, 1)
                .symbol("alloc", 0x10, 8, 0, TinyElf.FUNCTION, 1).symbol("again", 0x20, 8, 2, TinyElf.FUNCTION, 1)
                .symbol("zagain", 0x20, 8, 2, TinyElf.FUNCTION, 1).symbol("label", 0x22, 0, 0, TinyElf.FUNCTION, 1));
        assertEquals("malloc+0", at(table, 0x10));
        assertEquals("malloc+7", at(table, 0x17));
        assertEquals("again+1", at(table, 0x21));
        assertEquals("label+0", at(table, 0x22));
        assertEquals("again+3", at(table, 0x23), "a label without a size has nothing but its address");
    }

    @Test
    void thumbFunctionsBeginAtEvenAddresses() throws Exception {
        FunctionTable table = open(
                new TinyElf(false, ByteOrder.LITTLE_ENDIAN).machine(40).function("thumb", 0x1001, 8));
        assertEquals("thumb+0", at(table, 0x1000));
    }

    @Test
    void namesStayInOneLineAndOneFrame() throws Exception {
        assertEquals("a?b?c?d+0", at(open(TinyElf.usual().function("a;b\nc d", 0x10, 8)), 0x10));
        String longest = "x".repeat(5000);
        assertEquals("x".repeat(512) + "+0", at(open(TinyElf.usual().function(longest, 0x10, 8)), 0x10));
    }

    @Test
    void whatIsWrongIsTold() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\necho this is no program\n");
        assertEquals(ElfException.Kind.NOT_ELF, assertThrows(ElfException.class, () -> open(text)).kind());
        var missing = assertThrows(ElfException.class, () -> open(folder.resolve("missing")));
        assertEquals("symbols-unreadable", missing.code());
        assertEquals("symbols-unreadable", assertThrows(ElfException.class, () -> open(folder)).code());
        byte[] bytes = TinyElf.usual().function("f", 0x10, 8).bytes();
        bytes[4] = 3;
        assertEquals("symbols-unsupported", code(bytes));
        bytes[4] = 2;
        bytes[16] = 1;
        assertEquals("symbols-unsupported", code(bytes), "an object file");
        bytes[16] = 3;
        bytes[58] = 12;
        assertEquals("symbols-corrupt", code(bytes), "headers of sections that are too short");
    }

    private String code(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("wrong"), bytes);
        return assertThrows(ElfException.class, () -> open(file)).code();
    }

    /** Of a file that ends anywhere, or has any byte wrong: an error of the family, or some answer; never anything else, and never much memory. */
    @Test
    void hostileFilesGiveTypedErrors() throws Exception {
        var codes = new TreeSet<String>();
        for (boolean is64 : List.of(true, false)) {
            byte[] whole = new TinyElf(is64, ByteOrder.LITTLE_ENDIAN).buildId("aabbccdd").function("f", 0x10, 8)
                    .function("g", 0x20, 8).bytes();
            for (int length = 0; length < whole.length; length++) {
                look(Arrays.copyOf(whole, length), codes);
            }
            assertTrue(codes.contains("symbols-truncated"), codes.toString());
            var random = new Random(5);
            for (int round = 0; round < 600; round++) {
                byte[] damaged = whole.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                look(damaged, codes);
            }
        }
        assertTrue(codes.containsAll(List.of("symbols-corrupt", "symbols-not-elf", "symbols-unsupported")),
                codes.toString());
    }

    private void look(byte[] bytes, Set<String> codes) throws IOException {
        Path file = Files.write(folder.resolve("hostile"), bytes);
        try {
            FunctionTable table = open(file);
            for (long address : new long[]{ 0, 0x10, 0x21, -1}) {
                table.at(address);
            }
        } catch (ElfException e) {
            assertTrue(e.toString().contains(file.toString()), e.toString());
            codes.add(e.code());
        }
    }

    /** A compiler's own work, beside what nm(1) says: a program that can be moved, one that cannot, and a library that was stripped. */
    @ParameterizedTest
    @ValueSource(strings = { "-pie -fPIE", "-no-pie -fno-pie", "-shared -fPIC", "-shared -fPIC -s"})
    void functionsAreThoseThatNmTells(String how) throws Exception {
        Tools.assumeInstalled("gcc", "nm");
        Path source = Files.writeString(folder.resolve("calls.c"), """
                static __attribute__((noinline)) int hidden(int n) { return n * 3; }
                __attribute__((noinline)) int twice(int n) { return hidden(n) * 2; }
                int main(int n, char **v) { return twice(n) + (v ? 0 : 1); }
                """);
        Path program = folder.resolve("calls");
        var command = new ArrayList<>(List.of("gcc", "-O0", "-Wl,--build-id=0x00112233445566778899"));
        command.addAll(List.of(how.split(" ", -1)));
        command.addAll(List.of("-o", program.toString(), source.toString()));
        Tools.run(command);
        FunctionTable table = open(program);
        boolean isStripped = how.endsWith("-s");
        assertEquals("00112233445566778899", table.elf().buildId());
        assertEquals(!isStripped, table.isFull());
        assertEquals(how.startsWith("-no-pie"), table.elf().lowestAddress() != 0);
        var seen = new TreeSet<String>();
        for (String line : Tools.run(isStripped
                ? List.of("nm", "-D", "-S", program.toString())
                : List.of("nm", "-S", program.toString()))) {
            String[] words = line.split(" ", -1);
            if (words.length == 4 && words[2].matches("[tT]")) {
                long address = Long.parseLong(words[0], 16);
                long size = Long.parseLong(words[1], 16);
                assertEquals(Optional.of(new Place(words[3], 0)), table.at(address));
                assertEquals(Optional.of(new Place(words[3], size - 1)), table.at(address + size - 1));
                seen.add(words[3]);
            }
        }
        assertTrue(seen.containsAll(List.of("main", "twice")), seen.toString());
        assertEquals(!isStripped, seen.contains("hidden"));
        assertFalse(table.at(0).isPresent());
    }
}
