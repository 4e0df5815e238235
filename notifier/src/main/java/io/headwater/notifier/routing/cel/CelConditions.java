package io.headwater.notifier.routing.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.headwater.notifier.routing.Conditions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles a condition once; evaluating it reads nothing but the facts. Safe for several threads. */
public final class CelConditions implements Conditions {
    private static final CelOptions OPTIONS = CelOptions.current().build();

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL)
            .addVar("incident", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("impact", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("cause", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .build();
    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    @Override
    public boolean holds(String condition, Map<String, Object> facts) {
        try {
            return Boolean.TRUE.equals(
                    programs.computeIfAbsent(condition, this::program).eval(facts));
        } catch (CelEvaluationException failure) {
            throw new BrokenCondition("`" + condition + "`: " + failure.getMessage(), failure);
        }
    }

    private CelRuntime.Program program(String condition) {
        try {
            return runtime.createProgram(compiler.compile(condition).getAst());
        } catch (CelValidationException | CelEvaluationException wrong) {
            throw new BrokenCondition("`" + condition + "` is not a condition: " + wrong.getMessage(), wrong);
        }
    }
}
