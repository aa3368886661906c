// SPDX-License-Identifier: BSD-3-Clause
#include "python_peer.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace bench {

namespace {

class python_contender : public contender {
 public:
  python_contender(python_peer& peer, std::string library) : peer_(peer), library_(std::move(library)) {}
  double run(long times) override { return peer_.ask({{"run", library_}, {"times", times}})["seconds"]; }
  std::vector<double> sample(std::size_t most) override { return peer_.ask({{"sample", library_}, {"count", most}})["values"]; }

 private:
  python_peer& peer_;
  std::string library_;
};

}  // namespace

python_peer::python_peer() {
  int request[2], reply[2];
  if (pipe(request) != 0 || pipe(reply) != 0) return;
  signal(SIGPIPE, SIG_IGN);
  child_ = fork();
  if (child_ == 0) {
    dup2(request[0], 0);
    dup2(reply[1], 1);
    for (const int end : {request[0], request[1], reply[0], reply[1]}) close(end);
    execl(BENCH_PYTHON, BENCH_PYTHON, BENCH_SOURCE "/python_peer.py", static_cast<char*>(nullptr));
    _exit(127);
  }
  close(request[0]);
  close(reply[1]);
  to_ = fdopen(request[1], "wb");
  from_ = fdopen(reply[0], "rb");
  try {
    const nlohmann::json found = answer();
    for (const auto& [library, version] : found.items()) {
      if (version.is_string()) versions_[library] = version;
    }
  } catch (const std::exception&) {
    versions_.clear();
  }
}

python_peer::~python_peer() {
  if (to_) std::fclose(to_);
  if (from_) std::fclose(from_);
  if (child_ > 0) waitpid(child_, nullptr, 0);
}

nlohmann::json python_peer::answer() {
  std::string line;
  for (int c = std::fgetc(from_); c != '\n'; c = std::fgetc(from_)) {
    if (c == EOF) throw std::runtime_error("the Python process has ended");
    line += static_cast<char>(c);
  }
  nlohmann::json value = nlohmann::json::parse(line);
  if (value.contains("error")) throw std::runtime_error(value["error"].get<std::string>());
  return value;
}

nlohmann::json python_peer::ask(const nlohmann::json& request, const std::vector<input_data>* payload) {
  const std::string text = request.dump() + "\n";
  std::fwrite(text.data(), 1, text.size(), to_);
  if (payload) {
    for (const input_data& input : *payload) std::fwrite(input.bytes.data(), 1, input.bytes.size(), to_);
  }
  std::fflush(to_);
  return answer();
}

std::map<std::string, std::unique_ptr<contender>> python_peer::contenders(const entry& of, const setting& with,
                                                                          const std::vector<input_data>& inputs) {
  std::map<std::string, std::unique_ptr<contender>> made;
  const std::map<std::string, std::string> code = {{"numpy", of.about.numpy}, {"numexpr", of.about.numexpr}};
  nlohmann::json kinds = nlohmann::json::array();
  for (const input_data& input : inputs) kinds.push_back({{"dtype", input.dtype}, {"shape", input.shape}});
  for (const auto& [library, version] : versions_) {
    if (!code.at(library).empty()) made[library] = std::make_unique<python_contender>(*this, library);
  }
  if (made.empty()) return made;
  const nlohmann::json output = {{"dtype", of.output_dtype}, {"shape", of.output_shape(with.n)}};
  ask({{"setup",
        {{"inputs", kinds}, {"output", output}, {"numpy", of.about.numpy}, {"numexpr", of.about.numexpr}, {"threads", with.threads}}}},
      &inputs);
  return made;
}

}  // namespace bench
