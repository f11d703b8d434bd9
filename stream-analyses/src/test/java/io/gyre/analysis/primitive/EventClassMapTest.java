package io.gyre.analysis.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventClassMapTest {
    private static EventRecordClass event(long id) {
        var nothing = new FieldClass.Structure(List.of(), 1);
        return new EventRecordClass(id, "e", OptionalLong.empty(), null, nothing, nothing, Map.of());
    }

    @Test
    void classesOfTheSameIdAndOfLargeIdsAreEachByThemselves() {
        var map = new EventClassMap<Integer>();
        var expected = new IdentityHashMap<EventRecordClass, Integer>();
        for (int i = 0; i < 1000; i++) {
            EventRecordClass of = event(i % 3 == 0 ? i : i % 3 == 1 ? i / 3 : -1L - i);
            assertNull(map.get(of));
            map.put(of, i);
            expected.put(of, i);
        }
        expected.forEach((of, number) -> assertEquals(number, map.get(of)));
        assertNull(map.get(event(3)));
        var walked = new IdentityHashMap<EventRecordClass, Integer>();
        map.forEach((of, number) -> assertNull(walked.put(of, number)));
        assertEquals(expected.size(), walked.size());
        walked.forEach((of, number) -> assertEquals(expected.get(of), number));
    }
}
