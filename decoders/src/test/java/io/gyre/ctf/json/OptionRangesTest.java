package io.gyre.ctf.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptionRangesTest {

    @Test
    void clashIsFoundWhereAValueChoosesTwoOptions() {
        var random = new Random(7);
        int clashes = 0;
        for (int i = 0; i < 5000; i++) {
            var options = new ArrayList<FieldClass.Option>();
            for (int option = 0; option < 1 + random.nextInt(4); option++) {
                var ranges = new ArrayList<RangeSet.Range>();
                for (int range = 0; range < 1 + random.nextInt(3); range++) {
                    long lower = random.nextInt(-20, 20);
                    ranges.add(new RangeSet.Range(lower, lower + random.nextInt(4)));
                }
                options.add(new FieldClass.Option("", new FieldClass.NullTerminatedString(StringEncoding.UTF_8),
                        new RangeSet(Signedness.SIGNED, ranges)));
            }
            boolean expected = isAmbiguous(options);
            OptionRanges.Clash clash = OptionRanges.find(options, Signedness.SIGNED);
            assertEquals(expected, clash != null, options::toString);
            if (clash != null) {
                assertTrue(isAmbiguous(List.of(options.get(clash.earlier()), options.get(clash.later()))),
                        options::toString);
                clashes++;
            }
        }
        assertTrue(clashes > 500 && clashes < 4500, "all alike");
    }

    private static boolean isAmbiguous(List<FieldClass.Option> options) {
        for (long value = -30; value < 30; value++) {
            long chosen = value;
            if (options.stream().filter(option -> option.selectorRanges().contains(chosen)).count() > 1) {
                return true;
            }
        }
        return false;
    }
}
