package io.gyre.streams.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.analysis.PartialFormatException;
import io.gyre.streams.fleet.SliceHead.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SliceHeadTest {
    @ParameterizedTest
    @EnumSource(Stage.class)
    void survivesItsEncoding(Stage stage) throws Exception {
        var head = new SliceHead(stage, 300, 1_700_000_000_000L, 1_700_000_000_001L);
        byte[] bytes = head.encode();
        assertEquals(head, SliceHead.decode(bytes));
        bytes[0] = 2;
        assertEquals("partial-too-new",
                assertThrows(PartialFormatException.class, () -> SliceHead.decode(bytes)).code());
    }
}
