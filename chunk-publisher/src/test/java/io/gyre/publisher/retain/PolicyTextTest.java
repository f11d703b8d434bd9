package io.gyre.publisher.retain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTextTest {
    @Test
    void listsNestAndOrBindsTheWhole() throws PolicyException {
        Policy policy = PolicyText.parse("delete when all of (older than 2d, passed by gyre-analyses)"
                + " or any of (total over 50GB, free below 10%, beyond newest 100)");

        assertEquals(new Policy.AnyOf(List.of(
                new Policy.AllOf(
                        List.of(new Policy.OlderThan(Duration.ofDays(2)), new Policy.PassedBy("gyre-analyses"))),
                new Policy.AnyOf(List.of(new Policy.TotalOver(50_000_000_000L), new Policy.FreePercentBelow(10),
                        new Policy.BeyondNewest(100))))),
                policy);
        assertEquals(Set.of("gyre-analyses"), policy.groups());
    }

    @Test
    void whatAPolicyPrintsIsReadAsTheSame() throws PolicyException {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            Policy policy = RandomPolicy.of(random, 3);
            assertEquals(policy, PolicyText.parse(policy.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | 1  | expected a condition
            older than                      | 11 | expected a time
            older than 2 days               | 12 | expected a time such as 12h or 2d
            older than 2d,                  | 14 | expected 'or' or the end
            all (older than 2d)             | 5  | expected 'of'
            all of ()                       | 9  | expected a condition
            all of (older than 2d           | 22 | expected ')'
            total over 5 GB                 | 12 | expected a size such as 500MB
            total over 99999999999999999TB  | 12 | expected a size
            free below 100%                 | 12 | expected a percentage from 0% to 99%
            beyond newest -3                | 15 | expected a number
            passed by (x)                   | 11 | expected a consumer group
            older than 900000w              | 12 | at most a century
            newer than 3d                   | 1  | not 'newer'
            """)
    void wrongWordsAreShownWithTheirPlace(String text, int column, String problem) {
        PolicyException wrong = assertThrows(PolicyException.class, () -> PolicyText.parse(text));

        assertEquals(column, wrong.column(), wrong::getMessage);
        assertTrue(String.valueOf(wrong.getMessage()).contains(problem), wrong::getMessage);
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThrows(PolicyException.class, () -> PolicyText.parse("all of (".repeat(200) + "free below 1%"));
        assertThrows(PolicyException.class, () -> PolicyText.parse("x".repeat(100_000)));
    }
}
