package io.gyre.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.allinone.AllInOne;
import io.gyre.allinone.AllInOneOptions;
import io.gyre.allinone.Answers;
import io.gyre.allinone.Home;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.PublishSummary;
import io.gyre.sinks.file.FileSinkListener;
import io.gyre.sinks.file.FileSinkSummary;
import io.gyre.wire.Alert;
import io.gyre.wire.FleetResult;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What people see of a demo; with {@code --json}, the final answers alone. */
final class DemoScreen {
    private final Console console;
    private final boolean json;
    private final List<Alert> alerts = new ArrayList<>();
    private long windows;

    DemoScreen(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void started(AllInOne all, long nanos) {
        say(String.format(Locale.ROOT, "Kafka is ready on %s after %.1f s; its data lie in %s", all.bootstrapServers(),
                nanos / 1e9, all.options().home().kafka()));
    }

    PublishListener publishing() {
        return new PublishReport(console, PublishReport.Style.PROBLEMS);
    }

    FileSinkListener sinking() {
        return new SinkReport(console);
    }

    void result(Result result) {
        if (result.scope() == Result.Scope.WINDOW) {
            windows++;
            console.progress("analysing: " + windows + " answers about chunks");
            AnswerText.window(result).ifPresent(this::say);
        }
    }

    void alert(Alert alert) {
        say(AlertText.line(alert));
        alerts.add(alert);
    }

    /** One that an earlier demo in the same folder has told. */
    void earlier(Alert alert) {
        alerts.add(alert);
    }

    void quarantined(Quarantine bad) {
        new ResultScreen(console, ResultScreen.Style.TEXT).quarantined(bad);
    }

    void finished(Answers answers, Set<LineId> lines, Collection<FleetResult> fleet, PublishSummary published,
            FileSinkSummary files, AllInOneOptions options) {
        if (json) {
            ObjectNode object = answers.json(options.analyses(), lines);
            if (!options.rules().all().isEmpty()) {
                ArrayNode array = object.putArray("alerts");
                alerts.stream().filter(alert -> lines.contains(alert.line())).map(AlertText::json).forEach(array::add);
            }
            console.print(object);
            return;
        }
        Home home = options.home();
        answers.results(lines).forEach(result -> say(AnswerText.line(result, options.analyses())));
        if (!fleet.isEmpty()) {
            say("\n" + new FleetTable(fleet).toString().stripTrailing());
        }
        say("");
        say(PublishReport.summary(published));
        say(Amounts.count(files.results()) + " new results written; all that lies in " + home.path() + ":");
        say("  results/   the answers as JSON lines and Parquet, a folder for each analysis;");
        say("             in _fleet/ what all hosts did together, second by second");
        say("  sealed/    one chunk as it lies on Kafka; look into it with stock tools:");
        say("               age -d -i " + home.keys() + "/identity.txt " + home.sealed()
                + "/000.zst.age | zstd -d | head -c 8");
        say("  keys/      what opens and checks it; keep identity.txt secret");
        say("  kafka/     the broker's data; the next ./gyre demo goes on with it");
    }

    void incomplete(Home home) {
        console.problem(
                "some session lines have no final answer yet (what is missing stands above; the log is " + home.log()
                        + ")");
    }

    private void say(String line) {
        if (!json) {
            console.print(line);
        }
    }
}
