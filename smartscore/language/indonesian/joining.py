"""Yang dikatakan saat lembar jawaban beberapa responden digabung, dan saat jawaban ditampilkan, diisi, atau dihapus."""

from typing import Final

TEXTS: Final = {
    "merge.regions": "lembar-lembar ini tentang daerah yang berbeda: {said}. Gabungkan lembar tiap daerah tersendiri, atau tulis nama daerah yang sama di semuanya.",
    "merge.periods": "lembar-lembar ini tentang periode yang berbeda: {said}. Gabungkan lembar tiap periode tersendiri, atau tulis periode yang sama di semuanya.",
    "merge.questionnaires": "lembar-lembar ini menjawab kuesioner yang berbeda: {said}. Gabungkan hanya yang menjawab kuesioner yang sama.",
    "merge.roles": "peran lembar-lembar ini berbeda: {said}. Gabungkan penilaian mandiri dengan penilaian mandiri, lembar asesor dengan lembar asesor.",
    "merge.forms": "formulir lembar-lembar ini berbeda: {said}. Tulis formulir yang sama di semuanya: `full`, atau `quick` bila hanya formulir singkat yang dihitung.",
    "merge.assessed": "sebagian lembar ini sudah diperiksa asesor, sebagian belum (assessed: {said}). Gabungkan yang sudah diperiksa tersendiri.",
    "merge.profiles": "keterangan tentang daerah dalam lembar-lembar ini berbeda: {said}. Tulis yang sama dalam profil (profile) di semuanya.",
    "inputs.once": "{path} disebut lebih dari satu kali dan dipakai satu kali.",
    "merge.output_is_input": "{path} termasuk lembar yang akan digabung. Pilih nama lain untuk lembar gabungan.",
    "merge.output_exists": "{path} sudah ada, dan mungkin berisi jawaban yang tidak ada di tempat lain. Pilih nama lain untuk lembar gabungan.",
    "merge.output_json": "{path}: lembar gabungan ditulis sebagai YAML. Pilih nama yang berakhiran .answers.yaml.",
    "merge.prefer_file": "“{name}” tidak termasuk lembar yang akan digabung. Yang ada: {known}.",
    "merge.prefer_file.near": "“{name}” tidak termasuk lembar yang akan digabung. Maksudnya “{near}”?",
    "merge.prefer_ids": "“{value}” tidak menyebut pertanyaan sesudah titik dua. Tulis BERKAS:ID,ID, atau BERKAS saja untuk semua pertentangan.",
    "merge.prefer_no_answer": "{path} tidak punya jawaban untuk “{id}” yang dapat dipilih. Sebutkan berkas yang jawabannya dipakai.",
    "merge.prefer_twice": "“{id}” disebut untuk dua berkas. Sisakan berkas yang jawabannya dipakai.",
    "merge.conflicts": (
        "jawaban atas {count} pertanyaan saling bertentangan, jadi tidak ada yang ditulis. Putuskan satu per satu dengan --prefer, "
        "misalnya --prefer {file}:{id}, atau ubah atau hapus jawaban di salah satu berkas; lalu jalankan lagi perintahnya."
    ),
    "merge.same": "{answer} – sama",
    "merge.settled": "{count} pertentangan diputuskan menurut --prefer.",
    "merge.done": "{count} lembar jawaban digabung: {answered} dari {asked} pertanyaan terjawab.",
    "answers.column_question": "Pertanyaan",
    "answers.column_answer": "Jawaban",
    "answers.column_evidence": "Bukti",
    "answers.column_by": "Oleh",
    "answers.lacking": "{count}, kurang {lacking}",
    "answers.none_met": "tidak ada yang terpenuhi",
    "answers.documents": "Bukti dukung: {documents}",
    "answers.unknown": "tidak ada pertanyaan, subdimensi, atau dimensi “{name}”. Yang ada: {known}.",
    "answers.unknown.near": "tidak ada pertanyaan, subdimensi, atau dimensi “{name}”. Maksudnya “{near}”?",
    "answers.read_only": "{path} hanya dapat dibaca, tidak dapat diubah. Sebutkan sebuah berkas.",
    "answers.set": "{count} isian ditulis ke {path}.",
    "answers.cleared": "{count} jawaban dihapus dari {path}.",
    "report.by": "Dijawab oleh: {names}",
}
