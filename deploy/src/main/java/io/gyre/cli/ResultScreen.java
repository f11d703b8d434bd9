package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.allinone.ResultWatch;
import io.gyre.wire.Alert;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import java.util.Locale;

/** Shows results, alerts and what is quarantined as they come. */
final class ResultScreen implements ResultWatch.Viewer {
    private final Console console;
    private final Style style;

    /** How results are shown; what is quarantined is told on stderr in both. */
    enum Style {
        /** A line for each chunk. */
        TEXT,
        /** An object for each result about a chunk or a whole line, and for each alert. */
        JSON
    }

    ResultScreen(Console console, Style style) {
        this.console = console;
        this.style = style;
    }

    @Override
    public void result(Result result) {
        switch (style) {
            case TEXT -> AnswerText.window(result).ifPresent(console::print);
            case JSON -> {
                if (result.scope() != Result.Scope.SLICE) {
                    console.print(object(result).toString());
                }
            }
        }
    }

    @Override
    public void quarantined(Quarantine bad) {
        console.problem("quarantined: " + AnswerText.place(bad) + bad.message() + " (code " + bad.code() + ")");
    }

    @Override
    public void alert(Alert alert) {
        console.print(switch (style) {
            case TEXT -> AlertText.line(alert);
            case JSON -> AlertText.json(alert).toString();
        });
    }

    private static ObjectNode object(Result result) {
        ObjectNode object = JsonNodeFactory.instance.objectNode()
                .put("analysis", result.analysis())
                .put("scope", result.scope().name().toLowerCase(Locale.ROOT))
                .put("chunk", result.chunkId())
                .put("final", result.closing());
        object.set("answer", AnswerText.json(result));
        return object;
    }
}
