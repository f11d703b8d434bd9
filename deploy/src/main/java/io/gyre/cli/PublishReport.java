package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.publisher.ChunkOutcome;
import io.gyre.publisher.LineOutcome;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.PublishSummary;
import io.gyre.publisher.error.PublishException;
import io.gyre.wire.LineId;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Says what a publisher does. */
final class PublishReport implements PublishListener {
    private final Console console;
    private final Style style;

    /** What is said. */
    enum Style {
        /** A line for each chunk. */
        TEXT,
        /** An object for each chunk and each end of a session line. */
        JSON,
        /** Nothing but what went wrong. */
        PROBLEMS
    }

    PublishReport(Console console, Style style) {
        this.console = console;
        this.style = style;
    }

    @Override
    public void chunk(ChunkOutcome outcome) {
        switch (outcome) {
            case ChunkOutcome.Published published -> {
                tell(outcome, "published", object -> object
                        .put("raw_bytes", published.rawBytes())
                        .put("sealed_bytes", published.sealedBytes())
                        .put("segments", published.manifest().segments().size()),
                        Amounts.bytes(published.rawBytes()) + ", " + Amounts.bytes(published.sealedBytes())
                                + " sealed");
                published.manifest().damages()
                        .forEach(damage -> console.problem(published.folder() + "/" + damage.file() + ": "
                                + damage.message() + " (code " + damage.code()
                                + "; its bytes are published all the same)"));
            }
            case ChunkOutcome.AlreadyPublished _ -> tell(outcome, "already_published", object -> object, "");
            case ChunkOutcome.Failed failed -> {
                tell(outcome, "failed", object -> object.put("code", failed.reason().code()), "");
                console.problem(failed.folder() + ": " + failed.reason().getMessage());
            }
        }
    }

    @Override
    public void line(LineOutcome outcome) {
        switch (outcome) {
            case LineOutcome.Closed closed -> line(closed.line(), "closed");
            case LineOutcome.AlreadyClosed closed -> line(closed.line(), "already_closed");
            case LineOutcome.Open open -> line(open.line(), "open");
            case LineOutcome.Failed failed -> {
                line(failed.line(), "failed");
                console.problem(failed.line() + ": " + failed.reason().getMessage());
            }
        }
    }

    @Override
    public void waiting(PublishException reason, Duration pause) {
        console.problem(reason.getMessage() + " (nothing is lost; trying again in " + pause.toSeconds() + " s)");
    }

    private void tell(ChunkOutcome outcome, String state, UnaryOperator<ObjectNode> more, String text) {
        switch (style) {
            case JSON -> {
                ObjectNode object = object(outcome.line()).put("chunk", outcome.chunkId()).put("state", state);
                console.print(more.apply(object).toString());
            }
            case TEXT -> {
                if (outcome instanceof ChunkOutcome.AlreadyPublished) {
                    console.progress(outcome.line() + " chunk " + outcome.chunkId() + " is published already");
                } else {
                    console.print(outcome.line() + "  chunk " + outcome.chunkId() + "  " + state + "  " + text);
                }
            }
            case PROBLEMS -> console.progress(outcome.line() + " chunk " + outcome.chunkId() + " " + state);
        }
    }

    private void line(LineId line, String state) {
        if (style == Style.JSON) {
            console.print(object(line).put("line", state).toString());
        }
    }

    /** {@return one line about all} */
    static String summary(PublishSummary summary) {
        int published = summary.published().size();
        int failed = summary.failed().size();
        long raw = summary.published().stream().mapToLong(ChunkOutcome.Published::rawBytes).sum();
        long sealed = summary.published().stream().mapToLong(ChunkOutcome.Published::sealedBytes).sum();
        return published + " chunks published" + (published == 0
                ? ""
                : " (" + Amounts.bytes(raw) + ", "
                        + Amounts.bytes(sealed) + " sealed)")
                + ", "
                + (summary.chunks().size() - published - failed) + " had been before"
                + (failed == 0 ? "" : ", " + failed + " FAILED");
    }

    private static ObjectNode object(LineId line) {
        return JsonNodeFactory.instance.objectNode()
                .put("host", line.host()).put("session", line.session()).put("created", line.created());
    }
}
