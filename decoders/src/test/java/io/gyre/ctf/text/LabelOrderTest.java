package io.gyre.ctf.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a C++ program prints that puts the labels into a {@code std::unordered_map<std::string, …>} of GNU's library and iterates. */
class LabelOrderTest {

    @Test
    void hashIsThatOfStdString() {
        assertEquals(0x553E93901E462A6EL, LabelOrder.hash(new byte[0]));
        assertEquals(0x454DDEE488C1ED6BL, LabelOrder.hash("a".getBytes(StandardCharsets.UTF_8)));
        assertEquals(0x483A4469110C6B70L, LabelOrder.hash("OVERLAPS_RESERVED".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void fewLabelsComeByBucket() {
        assertEquals(List.of("RESERVED", "OVERLAPS_RESERVED"),
                LabelOrder.CTF_1
                        .of(List.of("IDLE", "RUNNING", "AUTO_AFTER_RUNNING", "RESERVED", "OVERLAPS_RESERVED",
                                "with space and \"quote\"", "NEGATIVE"))
                        .stream().filter(label -> label.contains("RESERVED")).toList());
    }

    @Test
    void labelsOfCtf2GoThroughTwoTables() {
        assertEquals(List.of("Lz8684", "La7628", "Lb849"),
                LabelOrder.CTF_2.of(List.of("Lz8684", "La7628", "Lb849")));
        assertEquals(List.of("RESERVED", "OVERLAPS_RESERVED"),
                LabelOrder.CTF_2.of(List.of("RESERVED", "OVERLAPS_RESERVED")));
    }

    @Test
    void orderSurvivesTheGrowthOfTheTable() {
        List<String> labels = IntStream.range(0, 30).mapToObj(i -> "label" + i).toList();
        assertEquals("8 3 25 10 0 27 28 9 11 2 5 29 13 14 1 7 12 19 15 18 16 17 22 20 21 23 24 4 6 26",
                LabelOrder.CTF_1.of(labels).stream().map(label -> label.substring("label".length()))
                        .collect(Collectors.joining(" ")));
    }
}
