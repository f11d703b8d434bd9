package io.gyre.analysis.user.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.LineCuts;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogsAnalysisTest {
    private static final long SECOND = 1_000_000_000L;

    private final LogsAnalysis analysis = new LogsAnalysis();

    private ObjectNode json(LogFigures figures) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(View.whole(analysis, figures), node);
        return node;
    }

    @Test
    void eachFrameworkHasLevelsOfItsOwn() {
        var fold = new LogsFold();
        fold.jul(3 * SECOND, Texts.of("web"), 800, Texts.of("hello"), 7);
        fold.jul(5 * SECOND, Texts.of("web"), 800, Texts.of("hello"), 7);
        fold.jul(5 * SECOND, Texts.of("web"), 1000, Texts.of("broken"), 7);
        fold.log4j(5 * SECOND, Texts.of("web"), 40_000, Texts.of("worse"), 8);
        fold.log4j2(5 * SECOND, Texts.of("web"), 600, Texts.of("detail"), 8);
        fold.log4j2(6 * SECOND, Texts.of("web"), 100, Texts.of("dead"), 0);
        fold.python(6 * SECOND, Texts.of("root"), 35, Texts.of("own level"), 9);
        LogFigures figures = fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
        ObjectNode json = json(figures);
        assertEquals(7, json.at("/messages").asInt());
        assertEquals(3, json.at("/errors").asInt());
        assertEquals("{\"framework\":\"jul\",\"logger\":\"web\",\"level\":\"INFO\",\"level_number\":800,\"messages\":2,"
                + "\"peak_per_second\":1,\"from_ns\":3000000000,\"step_ns\":1000000000,\"counts\":[1,0,1]}",
                json.at("/by_logger/0").toString());
        assertEquals(List.of("INFO", "SEVERE", "ERROR", "FATAL", "TRACE", "35"),
                json.get("by_logger").findValuesAsText("level"));
        assertEquals(List.of("broken", "worse", "dead"), json.get("last_errors").findValuesAsText("message"));
        assertTrue(analysis.text(View.whole(analysis, figures), Detail.USUAL).contains("dead"));
    }

    @Test
    void theLastErrorsAndTheFirstLoggersAreKept() {
        var random = new Random(3);
        var whole = new LogsFold();
        var part = new LogsFold();
        var pieces = new ArrayList<LogFigures>();
        for (int i = 0; i < 3000; i++) {
            for (LogsFold fold : List.of(whole, part)) {
                fold.python(i * SECOND / 10, Texts.of("logger " + (i % 700)), i % 7 == 0 ? 50 : 20, Texts.of("m" + i),
                        1);
            }
            if (random.nextInt(100) == 0) {
                pieces.add(part.cut(0, 0));
            }
        }
        pieces.add(part.cut(0, 0));
        LogFigures figures = whole.cut(0, 0);
        assertEquals(LogFigures.MOST_SOURCES, figures.bySource().size());
        assertEquals(LogFigures.MOST_ERRORS, figures.lastErrors().size());
        assertEquals("m2996", figures.lastErrors().getLast().message());
        assertEquals(3000, json(figures).at("/messages").asInt());
        new MergeLaws<>(analysis).piecesMakeTheWhole(figures, pieces, random);
    }

    @Test
    void cutsOfARecordingChangeNothing() throws IOException, CtfException {
        var line = SharedTraces.line("ust-java-1");
        LineCuts.check(List.of(analysis), line, 6);
        ObjectNode json = json(LineCuts.whole(analysis, line));
        assertEquals(3294, json.at("/messages").asInt());
        assertEquals(75, json.at("/errors").asInt());
    }
}
