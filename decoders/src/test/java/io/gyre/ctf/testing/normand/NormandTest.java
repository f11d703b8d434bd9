package io.gyre.ctf.testing.normand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormandTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = { "2a F F # a comment; 2aff", "%00101010 $42 $-1; 2a2aff",
            "\"a\\nb\"; 610a62", "u16be\"é\" s:u16le\"é\"; 00e9e900",
            "[0x102 : 16] !be [0x102 : 16] [1 : 16 : le]; 020101020100",
            "[-1 : 32] [(1 + 2) * 3 << 1 : 8]; ffffffff12", "01 @32 02 @32~0xff; 0100000002ffffff",
            "(01 02) * 2 aa * 3; 01020102aaaaaa", "[end : 8] <a> 00 {n = 2} 00 * {n} <end>; 04000000",
            "!macro p(x, y) <b> [x : 8] [e - b : 8] [y : 8] <e> !end m:p(1, (2)) m:p(3, 4); 010302030304"})
    void textBecomesBytes(String text, String expected) {
        assertEquals(expected, HexFormat.of().formatHex(Normand.bytes(text)));
    }

    @Test
    void whatIsNoItemIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Normand.bytes("01 ?"));
        assertThrows(IllegalArgumentException.class, () -> Normand.bytes("[nowhere : 8]"));
    }

    @Test
    void traceIsMadeOfParts() {
        var files = Mctf.files("--- metadata\n[{\"a\": \"}{\"},\n{\"b\": [1]}]\n\n--- index/x.idx\n01\n");
        assertEquals("\u001e{\"a\": \"}{\"}\n\n\u001e{\"b\": [1]}\n",
                new String(Objects.requireNonNull(files.get("metadata")), StandardCharsets.UTF_8));
        assertArrayEquals(new byte[]{ 1}, files.get("index/x.idx"));
    }
}
