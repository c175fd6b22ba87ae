package dev.ganz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.rules.Methods.Method;
import org.junit.jupiter.api.Test;

class MethodsTest {
    @Test
    void findsMethodsConstructorsAndTheirLengths() {
        String source = """
                final class Sample {
                    private final int a = compute(1);

                    Sample(int a) {
                        this.a = a;
                    }

                    @Override
                    public <T> List<T> longSignature(
                            T first,
                            T second)
                            throws IOException {
                        if (first == second) {
                            return List.of(first);
                        }
                        call(() -> {
                            other();
                        });
                        return List.of();
                    }

                    abstract void nothing(int a);

                    record Inner(int x) {
                        int twice() {
                            return 2 * x;
                        }
                    }
                }
                """;

        assertThat(Methods.of(source.lines().toList()))
                .contains(new Method("Sample", 4, 3), new Method("longSignature", 9, 12), new Method("twice", 25, 3))
                .extracting(Method::name)
                .doesNotContain("compute", "nothing", "if", "call");
    }
}
