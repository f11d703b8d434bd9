package io.gyre.analysis.user.callstack;

import io.gyre.analysis.Fold;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.analysis.primitive.LongMap;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.MappingsTally;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the stack of each thread. */
public final class CallFold implements Fold<CallFigures>, Watching {
    /** Of one slice; calls of threads beyond are not followed. */
    private static final int MOST_THREADS = 1 << 14;

    private final LongMap<ThreadStack> threads = new LongMap<>();
    private final IntMap<LongMap<ThreadStack.Called>> functions = new IntMap<>();
    private final MappingsTally mappings = new MappingsTally();
    private long withoutExit;

    @OnEvent({ "lttng_ust_cyg_profile:func_entry", "lttng_ust_cyg_profile_fast:func_entry"})
    public void entry(long timestampNs, @Field("addr") long address,
            @Context(value = "vpid", required = false) int vpid, @Context(value = "vtid", required = false) int vtid) {
        ThreadStack stack = stack(vpid, vtid);
        if (stack != null) {
            stack.enter(function(vpid, address), timestampNs);
        }
    }

    @OnEvent({ "lttng_ust_cyg_profile:func_exit", "lttng_ust_cyg_profile_fast:func_exit"})
    public void exit(long timestampNs, @Field(value = "addr", required = false) long address,
            @Context(value = "vpid", required = false) int vpid, @Context(value = "vtid", required = false) int vtid) {
        ThreadStack stack = stack(vpid, vtid);
        if (stack != null) {
            withoutExit += stack.leave(address, timestampNs);
        }
    }

    /** Without ids of threads, calls of several would be mixed: such events are left out. */
    private @Nullable ThreadStack stack(int vpid, int vtid) {
        if (vtid == 0) {
            return null;
        }
        long key = LongMap.key(vpid, vtid);
        ThreadStack stack = threads.get(key);
        if (stack == null && threads.size() < MOST_THREADS) {
            stack = new ThreadStack(new ThreadId(vpid, vtid));
            threads.put(key, stack);
        }
        return stack;
    }

    private ThreadStack.Called function(int vpid, long address) {
        LongMap<ThreadStack.Called> ofProcess = functions.get(vpid);
        if (ofProcess == null) {
            ofProcess = new LongMap<>();
            functions.put(vpid, ofProcess);
        }
        ThreadStack.Called function = ofProcess.get(address);
        if (function == null) {
            function = new ThreadStack.Called(new Address(vpid, address));
            ofProcess.put(address, function);
        }
        return function;
    }

    @Override
    public List<Watch> watches() {
        return List.of(mappings.watch());
    }

    @OnEvent({ "lttng_ust_statedump:bin_info", "lttng_ust_dl:dlopen", "lttng_ust_dl:dlmopen", "lttng_ust_lib:load"})
    public void mapped(@Field("baddr") long address, @Field("memsz") long bytes, @Field("path") Text path,
            @Field(value = "is_pic", required = false) int isMovable,
            @Context(value = "vpid", required = false) int vpid) {
        mappings.mapped(vpid, address, bytes, path, isMovable != 0);
    }

    @Override
    public CallFigures cut(long afterNs, long upToNs) {
        var sum = new CallSum();
        sum.mappings(mappings.cut());
        functions.forEach((ofProcess, _) -> ofProcess.forEach((function, _) -> {
            if (function.isUsed()) {
                sum.function(function.function(), function.use());
            }
        }));
        threads.forEach((stack, _) -> {
            sum.stack(stack.thread(), stack.ends());
            stack.addTrees(sum);
        });
        sum.withoutExit(withoutExit);
        CallFigures figures = sum.figures(true);
        threads.clear();
        functions.clear();
        withoutExit = 0;
        return afterNs == Long.MIN_VALUE ? new CallJoin(CallFigures.CLOSED, figures).joined() : figures;
    }
}
