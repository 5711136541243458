package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.Device;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.internal.engine.Choice;
import regress.internal.engine.Execution;
import regress.internal.engine.Work;

class DeviceIdsTest {
  private static final String POCL = "Portable Computing Language";

  @ParameterizedTest
  @CsvSource({
    "OpenCL, Portable Computing Language, pthread-haswell-AMD EPYC, opencl:pthread",
    "OpenCL, Portable Computing Language, basic-AMD Ryzen 9, opencl:basic",
    "OpenCL, Portable Computing Language, cpu-minimal-znver3, opencl:cpu-minimal",
    "OpenCL, Portable Computing Language, cpu-znver3-AMD, opencl:cpu",
    "OpenCL, Portable Computing Language, NVIDIA A30, opencl:nvidia-a30",
    "OpenCL, NVIDIA CUDA, NVIDIA H200, opencl:nvidia-h200",
    "PTX, NVIDIA CUDA, NVIDIA H200, ptx:nvidia-h200",
    "OpenCL, Intel(R) OpenCL, Intel(R) Xeon(R) CPU @ 2.20GHz, opencl:intel-xeon-cpu-2-20ghz",
    "OpenCL, Other, basic-1, opencl:basic-1",
    "Metal, Apple, Apple M2 Pro, metal:apple-m2-pro",
    "OpenCL, Other, ---, opencl:device"
  })
  void aDeviceIsCalledAsItIs(String backend, String platform, String name, String id) {
    assertThat(new DeviceIds().next(backend, platform, name)).isEqualTo(id);
  }

  @Test
  void devicesAlikeAreCounted() {
    DeviceIds ids = new DeviceIds();
    assertThat(Stream.of("GPU", "GPU 2", "gpu", "GPU").map(name -> ids.next("OpenCL", "x", name)))
        .containsExactly("opencl:gpu", "opencl:gpu-2", "opencl:gpu-3", "opencl:gpu-4");
  }

  /** What the environment shows, and in which order, changes no name while no two are alike. */
  @Test
  void neighboursChangeNoName() {
    List<String> names = List.of("pthread-x-y", "basic-x-y", "NVIDIA H200", "Intel(R) Arc(TM)");
    Random random = new Random(15);
    for (int trial = 0; trial < 50; trial++) {
      List<String> shown = new ArrayList<>(names);
      Collections.shuffle(shown, random);
      DeviceIds ids = new DeviceIds();
      for (String name : shown.subList(0, 1 + random.nextInt(names.size()))) {
        assertThat(ids.next("OpenCL", POCL, name))
            .isEqualTo(new DeviceIds().next("OpenCL", POCL, name));
      }
    }
  }

  @Test
  void anIdLeadsBackToTornadoVmsDevice() {
    TornadoEngine engine = new TornadoEngine();
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    for (Device device : Devices.list()) {
      assertThat(Devices.find(device).getPhysicalDevice().getDeviceName()).isEqualTo(device.name());
      String loud = device.id().toUpperCase();
      Execution there = new Execution(Mode.FUSED, Precision.FLOAT32, loud);
      assertThat(Choice.of(engine, there, new Work(1, 10, 1, 1, Loss.SQUARED)).device())
          .isEqualTo(device);
      assertThat(device.index().orElseThrow()).matches("\\d+:\\d+");
    }
  }
}
