package io.gyre.operate;

import io.gyre.publisher.retain.AuditLog;
import io.gyre.publisher.retain.Circumstances;
import io.gyre.publisher.retain.GroupPositions;
import io.gyre.publisher.retain.Holding;
import io.gyre.publisher.retain.Policy;
import io.gyre.publisher.retain.Retention;
import io.gyre.publisher.retain.RetentionPlan;
import io.gyre.publisher.retain.Shedding;
import io.gyre.sinks.file.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same policies for the folder of a file sink, which may be running. */
public final class ResultRetention {
    private static final String AUDIT = ".retained.jsonl";
    private static final String TRASH = ".trash-";

    private final Path root;
    private final Policy policy;

    /** @param policy which names no consumer group: files of results have no manifest */
    public ResultRetention(Path root, Policy policy) {
        if (!policy.groups().isEmpty()) {
            throw new IllegalArgumentException("'passed by' is about chunks; files of results have no manifest");
        }
        this.root = root;
        this.policy = policy;
    }

    /** {@return what would go, what stays, and why} */
    public RetentionPlan plan() throws IOException {
        List<Holding> holdings = holdings();
        return RetentionPlan.of(holdings, policy, Optional.empty(),
                Circumstances.now(holdings, GroupPositions.UNKNOWN));
    }

    /** Does what a plan says; {@return what became of each thing that was to go}. */
    public List<Retention.Outcome> carryOut(RetentionPlan plan) {
        Retention.sweep(List.of(root));
        return new Retention(new AuditLog(audit()), Shedding.NONE).carryOut(plan);
    }

    public Path audit() {
        return root.resolve(AUDIT);
    }

    private List<Holding> holdings() throws IOException {
        List<ResultFile> files = ResultFile.below(root);
        Map<String, Long> newest = new HashMap<>();
        files.forEach(file -> newest.merge(file.partition(), file.lastOffset(), Math::max));
        List<Holding> holdings = new ArrayList<>();
        for (ResultFile file : files) {
            boolean isNewest = newest.getOrDefault(file.partition(), -1L) == file.lastOffset();
            // Hidden in the sink's folder itself: there nothing reads the offsets in its name.
            Path trash = root.resolve(TRASH + root.relativize(file.path()).toString().replace('/', '_'));
            holdings.add(new Holding(file.path(), trash, file.partition(), file.lastOffset(), file.modified(),
                    file.bytes(),
                    isNewest
                            ? new Holding.Standing.Fixed("the newest of its partition: it says where the sink goes on")
                            : new Holding.Standing.Safe(),
                    null));
        }
        return holdings;
    }
}
